// What a view holds of a trace, found again in the same trace grown. Indexes shift while a trace grows; identities do not:
//
//   lane     its place below its parent            slice, wait   its task, and how many of the task's come before it
//   task     its lane, when it was created, and how many of those created at once come before it
//   event    its thread and its number there       message       its known ends, and how many with the same come before it
//   span     its thread, its start, and how many that start at once come before it

import { assertUnreachable } from '../../model/assertUnreachable.ts';
import { type Trace, threadOfEvent } from '../../model/trace.ts';
import { codeOf, eventKinds } from '../../model/vocabulary.ts';
import type { Carried, Held } from '../../protocol/liveSource.ts';
import type { Selection } from '../../protocol/timelineSource.ts';
import { laneKeys } from './laneKeys.ts';

/** O(lanes), O(log tasks) for a task, a slice or a wait, O(messages) for a message, O(spans) for a span. */
export function carry(before: Trace, after: Trace, { folding, selections }: Omit<Held, 'generation'>): Carried {
  const lanes = new Map(laneKeys(after).map((key, lane) => [key, lane]));
  const keys = laneKeys(before);
  const step: Step = { before, after, laneOf: (lane) => lanes.get(keys[lane] ?? '') ?? -1 };
  const laneList = (list: readonly number[]): readonly number[] => list.map(step.laneOf).filter((lane) => lane >= 0);
  return {
    folding: { ...folding, toggled: laneList(folding.toggled), expanded: laneList(folding.expanded) },
    selections: selections.map((selection) => {
      const index = indexOf(step, selection);
      return index < 0 ? null : { ...selection, index };
    }),
  };
}

const exitKind = codeOf(eventKinds, 'exit');

interface Step {
  readonly before: Trace;
  readonly after: Trace;
  /** −1 for a lane that is no more. */
  readonly laneOf: (lane: number) => number;
}

function indexOf(step: Step, { kind, index }: Selection): number {
  const { before, after } = step;
  switch (kind) {
    case 'lane':
    case 'counter':
      return step.laneOf(index);
    case 'task':
      return taskOf(step, index);
    case 'slice':
      return partOf(step, before.slices.task[index], index, before.tasks.firstSlice, after.tasks.firstSlice);
    case 'wait':
      return partOf(step, before.waits.task[index], index, before.tasks.firstWait, after.tasks.firstWait);
    case 'event':
      return eventOf(step, index);
    case 'message':
      return messageOf(step, index);
    case 'span':
      return spanOf(step, index);
    default:
      return assertUnreachable(kind);
  }
}

/** Tasks stand by lane, then by creation; those created at once keep their order, and one that comes later stands behind them. */
function taskOf({ before, after, laneOf }: Step, task: number): number {
  if (!(task < before.tasks.count)) return -1;
  const { group, createdNs } = before.tasks;
  const lane = laneOf(group[task]!);
  const time = createdNs.at(task)!;
  const found = firstTaskFrom(after, lane, time) + task - firstTaskFrom(before, group[task]!, time);
  return after.tasks.group[found] === lane && after.tasks.createdNs.at(found) === time ? found : -1;
}

/** The first task of that lane created at that time or later, or of a later lane. */
function firstTaskFrom({ tasks }: Trace, lane: number, timeNs: number): number {
  let low = 0;
  let high = tasks.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore = tasks.group[middle]! < lane || (tasks.group[middle] === lane && tasks.createdNs.at(middle)! < timeNs);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

function partOf(step: Step, task: number | undefined, index: number, before: Uint32Array, after: Uint32Array): number {
  if (task === undefined) return -1;
  const found = taskOf(step, task);
  if (found < 0) return -1;
  const part = after[found]! + index - before[task]!;
  return part < after[found + 1]! ? part : -1;
}

function threadOf({ before, after, laneOf }: Step, thread: number): number {
  const lane = laneOf(before.threads[thread]!.lane);
  return lane < 0 ? -1 : after.lanes[lane]!.thread;
}

function eventOf(step: Step, event: number): number {
  const { before, after } = step;
  if (!(event >= 0 && event < before.events.count)) return -1;
  const thread = threadOfEvent(before, event);
  const found = threadOf(step, thread);
  if (found < 0) return -1;
  const { firstEvent, endEvent } = after.threads[found]!;
  const at = firstEvent + event - before.threads[thread]!.firstEvent;
  // The exit that others told of stands last only until the thread's own records go on. Other events may change their kind: what
  // settled a timer becomes a block when it turns out to be an interval.
  const isLostExit = before.events.kind[event] === exitKind && after.events.kind[at] !== exitKind;
  return at < endEvent && !isLostExit ? at : -1;
}

/** By the ends that were known. One read may bring several messages and one post reach several readers: those keep their order. */
function messageOf(step: Step, message: number): number {
  const { before, after } = step;
  if (!(message < before.messages.count)) return -1;
  const send = before.messages.send[message]!;
  const receive = before.messages.receive[message]!;
  const earlier = countFitting(before.messages, send, receive, message);
  return nthFitting(after.messages, eventOf(step, send), eventOf(step, receive), earlier);
}

type Ends = Trace['messages'];

/** An end of −1 fits any. */
function fits({ send, receive }: Ends, message: number, wantedSend: number, wantedReceive: number): boolean {
  return (wantedSend < 0 || send[message] === wantedSend) && (wantedReceive < 0 || receive[message] === wantedReceive);
}

function countFitting(messages: Ends, send: number, receive: number, until: number): number {
  let count = 0;
  for (let message = 0; message < until; message++) if (fits(messages, message, send, receive)) count++;
  return count;
}

function nthFitting(messages: Ends, send: number, receive: number, n: number): number {
  if (send < 0 && receive < 0) return -1;
  let left = n;
  for (let message = 0; message < messages.count; message++) if (fits(messages, message, send, receive) && left-- === 0) return message;
  return -1;
}

function spanOf(step: Step, span: number): number {
  const { before, after } = step;
  if (!(span < before.spans.count)) return -1;
  const thread = threadOf(step, before.spans.thread[span]!);
  const time = before.spans.startNs.at(span)!;
  const found = firstSpanAt(after, thread, time) + span - firstSpanAt(before, before.spans.thread[span]!, time);
  return after.spans.thread[found] === thread && after.spans.startNs.at(found) === time ? found : -1;
}

function firstSpanAt({ spans }: Trace, thread: number, timeNs: number): number {
  let span = 0;
  while (span < spans.count && (spans.thread[span] !== thread || spans.startNs.at(span) !== timeNs)) span++;
  return span;
}
