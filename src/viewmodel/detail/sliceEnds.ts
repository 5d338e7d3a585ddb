// The events and messages of a slice or a task, found by search in its thread.

import type { TraceIndex } from '../../layout/traceIndex.ts';
import { lastAtOrBefore } from '../../layout/track.ts';
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
  return endsBetween(index, slices.task[slice], slices.startNs[slice], slices.endNs[slice]);
}

export function messagesOfTask(index: TraceIndex, task: number): readonly number[] {
  const { firstSlice } = index.trace.tasks;
  const found: number[] = [];
  for (let slice = firstSlice[task]; slice < firstSlice[task + 1] && found.length < mostMessages; slice++)
    found.push(...endsOfSlice(index, slice).messages);
  return found.slice(0, mostMessages);
}

/** O(log events + events of the slice). */
function endsBetween(index: TraceIndex, task: number, fromNs: number, toNs: number): SliceEnds {
  const { events, tasks, threads } = index.trace;
  const thread = threads[tasks.thread[task]];
  const times = events.timeNs.subarray(thread.firstEvent, thread.endEvent);
  let firstEvent = -1;
  const sent: number[] = [];
  const received: number[] = [];
  // Events of one instant may begin before the last one at or before it: step back to the first of them.
  let at = lastAtOrBefore(times, fromNs);
  while (at > 0 && times[at - 1] === fromNs) at--;
  for (at = Math.max(0, at); at < times.length && times[at] <= toNs; at++) {
    const event = thread.firstEvent + at;
    if (events.task[event] !== task || times[at] < fromNs) continue;
    if (firstEvent < 0) firstEvent = event;
    if (events.kind[event] === send) sent.push(...index.messages.sentBy(event));
    if (events.kind[event] === receive) received.push(...index.messages.receivedBy(event));
  }
  return { firstEvent, sent, received, messages: [...received, ...sent].slice(0, mostMessages) };
}
