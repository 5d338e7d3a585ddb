// The events and messages of a slice or a task, found by search in its thread.

import type { TraceIndex } from '../../layout/traceIndex.ts';
import type { Times } from '../../model/times.ts';
import type { Nanoseconds } from '../../model/units.ts';
import { codeOf, eventKinds } from '../../model/vocabulary.ts';

export interface SliceEnds {
  /** Its first event; −1 when it has none. */
  readonly firstEvent: number;
  readonly sent: readonly number[];
  readonly received: readonly number[];
  readonly messages: readonly number[];
}

const send = codeOf(eventKinds, 'send');
const receive = codeOf(eventKinds, 'receive');
/** More arrows than this are not accented. */
const mostMessages = 200;

export function endsOfSlice(index: TraceIndex, slice: number): SliceEnds {
  const { slices } = index.trace;
  return endsBetween(index, slices.task[slice], slices.startNs.at(slice), slices.endNs.at(slice));
}

export function messagesOfTask(index: TraceIndex, task: number): readonly number[] {
  const { firstSlice } = index.trace.tasks;
  const found: number[] = [];
  for (let slice = firstSlice[task]; slice < firstSlice[task + 1] && found.length < mostMessages; slice++)
    found.push(...endsOfSlice(index, slice).messages);
  return found.slice(0, mostMessages);
}

/** The first event of a thread at or after a time. */
function firstEventAt(times: Times, first: number, end: number, at: Nanoseconds): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times.at(middle) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** O(log events + events of the slice). */
function endsBetween(index: TraceIndex, task: number, fromNs: number, toNs: number): SliceEnds {
  const { events, tasks, threads } = index.trace;
  const thread = threads[tasks.thread[task]];
  let firstEvent = -1;
  const sent: number[] = [];
  const received: number[] = [];
  const first = firstEventAt(events.timeNs, thread.firstEvent, thread.endEvent, fromNs);
  for (let event = first; event < thread.endEvent && events.timeNs.at(event) <= toNs; event++) {
    if (events.task[event] !== task) continue;
    if (firstEvent < 0) firstEvent = event;
    if (events.kind[event] === send) sent.push(...index.messages.sentBy(event));
    if (events.kind[event] === receive) received.push(...index.messages.receivedBy(event));
  }
  return { firstEvent, sent, received, messages: [...received, ...sent].slice(0, mostMessages) };
}
