// Events and spans of all threads in one table each, with the causes that lie in other threads.

import type { EventTable, SpanTable } from '../model/trace.ts';
import type { FramePart } from './assembleFrame.ts';
import { eventCode } from './codes.ts';
import { compactSpans, type Wide } from './compactTables.ts';
import type { ThreadJoins } from './joinThreads.ts';
import type { ReplayedSpan, ThreadReplay } from './threadReplay.ts';

/** `spends`: whether the rows of the replays are given up as soon as they are copied. O(events). */
export function assembleEvents(
  parts: readonly FramePart[],
  taskIndex: readonly Uint32Array[],
  joins: ThreadJoins,
  spends: boolean,
): Wide<EventTable> {
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
  for (const [thread, part] of parts.entries()) {
    copyEvents(part, taskIndex[thread]!, events);
    if (spends) part.replay.state.events.clear();
  }
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

function copyEvents(
  { replay, firstEvent, endEvent, exitNs, texts, sources }: FramePart,
  taskIndex: Uint32Array,
  into: Wide<EventTable>,
): void {
  const rows = replay.state.events;
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

/** A thread's own spans by start. O(spans log spans). */
export function orderSpans({ spans }: ThreadReplay): readonly ReplayedSpan[] {
  return spans.toSorted((a, b) => a.startNs - b.startNs);
}

/** By thread, then start. `taskOf`: the trace's task of a thread's own. O(spans log spans). */
export function assembleSpans(parts: readonly FramePart[], taskOf: (thread: number, task: number) => number): SpanTable {
  const count = parts.reduce((sum, { replay }) => sum + replay.spans.length, 0);
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
  parts.forEach(({ replay, texts }, thread) => {
    for (const span of orderSpans(replay)) {
      table.thread[at] = thread;
      table.kind[at] = span.kind;
      table.startNs[at] = span.startNs;
      table.endNs[at] = span.endNs;
      table.name[at] = texts[span.name]!;
      table.task[at] = span.task < 0 ? -1 : taskOf(thread, span.task);
      at++;
    }
  });
  return compactSpans(table);
}
