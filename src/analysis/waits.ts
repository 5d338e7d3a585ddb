// Why something waited: the chain of events and tasks that made it ready, hop by hop into the past.

import { type Trace, threadOfEvent } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { codeOf, eventKinds, taskKinds, transports } from '../model/vocabulary.ts';

export type CauseHop =
  /** An event that let the hop before it happen: a settle, a send, a spawn, an exit, a create. */
  | {
      readonly kind: 'event';
      readonly event: number;
      readonly task: number;
      readonly source: number;
      readonly timeNs: Nanoseconds;
      readonly otherThread: boolean;
    }
  /** The task of the event before had itself waited: it is the reason for this part of the time. */
  | {
      readonly kind: 'wait';
      readonly wait: number;
      readonly task: number;
      readonly source: number;
      readonly timeNs: Nanoseconds;
      readonly durationNs: Nanoseconds;
    };

/** Hops that a chain may have: more would be read by nobody. */
const longestChain = 64;

/** Events that are looked through for the message that began a slice. */
const longestSlice = 10_000;

const abortKind = codeOf(eventKinds, 'abort');
const blockKind = codeOf(eventKinds, 'block');
const createKind = codeOf(eventKinds, 'create');
const wakeKind = codeOf(eventKinds, 'wake');
const receiveKind = codeOf(eventKinds, 'receive');
const atomics = codeOf(transports, 'atomics');
const promiseKind = codeOf(taskKinds, 'promise');

/**
 * The causes of a wait, newest first. It ends where the past no longer touches the wait, or where a cause is not known;
 * empty when what woke it is not known. O(hops × log waits of a task).
 */
export function whyWaited(trace: Trace, wait: number): readonly CauseHop[] {
  const { waits, events } = trace;
  const startNs = waits.startNs.at(wait);
  const hops: CauseHop[] = [];
  let event = waits.wokenBy[wait]!;
  let thread = threadOfEvent(trace, Math.max(0, event));
  while (event >= 0 && hops.length < longestChain) {
    const here = threadOfEvent(trace, event);
    const task = events.task[event]!;
    hops.push({ kind: 'event', event, task, source: events.source[event]!, timeNs: events.timeNs.at(event), otherThread: here !== thread });
    thread = here;
    if (events.timeNs.at(event) < startNs) break;
    const cause = events.cause[event]!;
    if (cause >= 0) {
      event = cause;
      continue;
    }
    const actor = actorOf(trace, event);
    const received = receivedBefore(trace, event, actor);
    if (received >= 0) {
      event = received;
      continue;
    }
    const before = actor < 0 ? -1 : lastWaitEndedBy(trace, actor, events.timeNs.at(event));
    if (before < 0 || before === wait || waits.endNs.at(before) <= startNs) break;
    const durationNs = waits.endNs.at(before) - waits.startNs.at(before);
    hops.push({ kind: 'wait', wait: before, task: actor, source: waits.source[before]!, timeNs: waits.startNs.at(before), durationNs });
    event = waits.wokenBy[before]!;
  }
  return hops;
}

/** The task that did it: what came into being was made by its parent. */
function actorOf(trace: Trace, event: number): number {
  const task = trace.events.task[event]!;
  return task >= 0 && trace.events.kind[event] === createKind ? trace.tasks.parent[task]! : task;
}

/**
 * The last message that the actor received in the slice in which it did `event`: that is why it ran. −1 when there is
 * none. O(events of the slice), within bounds.
 */
function receivedBefore(trace: Trace, event: number, actor: number): number {
  const { events } = trace;
  if (actor < 0) return -1;
  const first = Math.max(trace.threads[threadOfEvent(trace, event)]!.firstEvent, event - longestSlice);
  for (let at = event - 1; at >= first; at--) {
    if (events.task[at] !== actor) continue;
    if (events.kind[at] === receiveKind) return at;
    if (events.kind[at] === wakeKind) return -1;
  }
  return -1;
}

/** The task's latest wait that ended no later than `timeNs`; −1 when there is none. O(log waits of the task). */
function lastWaitEndedBy(trace: Trace, task: number, timeNs: Nanoseconds): number {
  const first = trace.tasks.firstWait[task]!;
  let low = first;
  let high = trace.tasks.firstWait[task + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    // An open wait has no end: NaN compares false.
    if (trace.waits.endNs.at(middle) <= timeNs) low = middle + 1;
    else high = middle;
  }
  return low - 1 < first ? -1 : low - 1;
}

/**
 * The event that a person would name as what ended the wait: the nearest one in the chain that belongs to a function, a
 * timer or an I/O callback, past the plumbing of promises between them, or the abort that made it; −1 when it is not known. O(hops).
 */
export function wakerOf(trace: Trace, wait: number): number {
  let event = trace.waits.wokenBy[wait]!;
  for (let hops = 0; event >= 0 && hops < longestChain; hops++) {
    const task = trace.events.task[event]!;
    const cause = trace.events.cause[event]!;
    if (task >= 0 && !isPlumbing(trace, event, task) && !isWakeUp(trace, event))
      return cause >= 0 && trace.events.kind[cause] === abortKind ? cause : event;
    if (cause < 0) return -1;
    event = cause;
  }
  return -1;
}

/** The end of a sleep on shared memory, which belongs to the task that slept: who woke it is its cause. */
function isWakeUp({ events }: Trace, event: number): boolean {
  return events.kind[event] === receiveKind && events.detail[event] === atomics;
}

/**
 * The settle of a reaction's own promise, which passes on what its parent brought, also when it has to wait for one that it returns;
 * or a reaction that stands nowhere in the person's source.
 */
function isPlumbing(trace: Trace, event: number, task: number): boolean {
  const { kind, source, settleEvent } = trace.tasks;
  if (kind[task] !== promiseKind) return false;
  return source[task] === 0 || settleEvent[task] === event || trace.events.kind[event] === blockKind;
}
