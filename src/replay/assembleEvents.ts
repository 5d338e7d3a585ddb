// Events and spans of all threads in one table each, with the causes that lie in other threads.

import type { EventTable, SpanTable } from '../model/trace.ts';
import type { ThreadPart } from './assembleTasks.ts';
import { eventCode } from './codes.ts';
import { compactSpans, type Wide } from './compactTables.ts';
import type { ThreadJoins } from './joinThreads.ts';
import type { ReplayedSpan } from './threadReplay.ts';

/** A thread's events, and one more if its exit is known only from the thread that saw it end. */
export interface EventPart extends ThreadPart {
  readonly endEvent: number;
  /** Where that exit stands in time; null when the thread told its exit itself or is not known to have ended. */
  readonly exitNs: number | null;
  readonly taskIndex: Uint32Array;
}

/** O(events). */
export function assembleEvents(parts: readonly EventPart[], joins: ThreadJoins): Wide<EventTable> {
  const count = parts.at(-1)?.endEvent ?? 0;
  const events: Wide<EventTable> = {
    count,
    timeNs: new Float64Array(count),
    kind: new Uint8Array(count),
    task: new Int32Array(count),
    name: new Uint32Array(count),
    source: new Uint32Array(count),
    cause: new Int32Array(count),
    detail: new Uint8Array(count),
  };
  for (const part of parts) copyEvents(part, events);
  parts.forEach((part, thread) => {
    const spawn = joins.spawnedBy[thread];
    if (spawn != null) events.cause[part.firstEvent] = parts[spawn.fromThread]!.firstEvent + spawn.fromEvent;
  });
  for (const { thread, event, exited } of joins.joins) {
    const exit = parts[exited]!.endEvent - 1;
    if (events.kind[exit] === eventCode.exit) events.cause[parts[thread]!.firstEvent + event] = exit;
  }
  return events;
}

function copyEvents({ state, firstEvent, endEvent, exitNs, texts, sources, taskIndex }: EventPart, into: Wide<EventTable>): void {
  const rows = state.events;
  into.timeNs.set(rows.timeNs.subarray(0, rows.length), firstEvent);
  into.kind.set(rows.kind.subarray(0, rows.length), firstEvent);
  into.detail.set(rows.detail.subarray(0, rows.length), firstEvent);
  for (let row = 0; row < rows.length; row++) {
    const at = firstEvent + row;
    const task = rows.task[row]!;
    const cause = rows.cause[row]!;
    into.task[at] = task < 0 ? -1 : taskIndex[task]!;
    into.name[at] = texts[rows.name[row]!]!;
    into.source[at] = sources[rows.source[row]!] ?? 0;
    into.cause[at] = cause < 0 ? -1 : firstEvent + cause;
  }
  if (exitNs === null) return;
  const exit = endEvent - 1;
  into.timeNs[exit] = exitNs;
  into.kind[exit] = eventCode.exit;
  into.task[exit] = -1;
  into.cause[exit] = -1;
}

/** By thread, then start. O(spans log spans). */
export function assembleSpans(parts: readonly (EventPart & { readonly spans: readonly ReplayedSpan[] })[]): SpanTable {
  const count = parts.reduce((sum, { spans }) => sum + spans.length, 0);
  const table = {
    count,
    thread: new Uint16Array(count),
    kind: new Uint8Array(count),
    startNs: new Float64Array(count),
    endNs: new Float64Array(count),
    name: new Uint32Array(count),
    task: new Int32Array(count),
  };
  let at = 0;
  parts.forEach(({ spans, texts, taskIndex }, thread) => {
    for (const span of spans.toSorted((a, b) => a.startNs - b.startNs)) {
      table.thread[at] = thread;
      table.kind[at] = span.kind;
      table.startNs[at] = span.startNs;
      table.endNs[at] = span.endNs;
      table.name[at] = texts[span.name]!;
      table.task[at] = span.task < 0 ? -1 : taskIndex[span.task]!;
      at++;
    }
  });
  return compactSpans(table);
}
