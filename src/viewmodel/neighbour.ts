// One step of the keyboard from a thing to the next: along its task, or to what caused it and what it caused.

import type { TraceIndex } from '../layout/traceIndex.ts';
import type { Times } from '../model/times.ts';
import type { Selection } from '../protocol/timelineSource.ts';
import { taskOf } from './place.ts';

export function neighbourOf(
  index: TraceIndex,
  selection: Selection,
  direction: 'next' | 'previous' | 'cause' | 'effect',
): Selection | null {
  if (direction === 'next' || direction === 'previous') return alongOf(index, selection, direction === 'next' ? 1 : -1);
  return direction === 'cause' ? causeOf(index, selection) : effectOf(index, selection);
}

/** Slices and waits of a task alternate; other things step within their own table or thread. */
function alongOf(index: TraceIndex, selection: Selection, step: 1 | -1): Selection | null {
  const { trace } = index;
  const at = selection.index;
  switch (selection.kind) {
    case 'slice':
    case 'wait':
      return alongTask(index, selection, step);
    case 'task': {
      const next = at + step;
      const same = next >= 0 && next < trace.tasks.count && trace.tasks.group[next] === trace.tasks.group[at];
      return same ? { kind: 'task', index: next } : null;
    }
    case 'event':
      return alongMarks(index, at, step);
    case 'message':
      return inRange(at + step, trace.messages.count) ? { kind: 'message', index: at + step } : null;
    case 'span':
      return inRange(at + step, trace.spans.count) ? { kind: 'span', index: at + step } : null;
    case 'lane':
      return inRange(at + step, trace.lanes.length) ? { kind: 'lane', index: at + step } : null;
    case 'counter':
      return alongCounter(index, at, selection.atNs, step);
  }
}

function inRange(value: number, count: number): boolean {
  return value >= 0 && value < count;
}

/** The sample before or after. */
function alongCounter(index: TraceIndex, lane: number, atNs: number, step: 1 | -1): Selection | null {
  const steps = index.counters.of(lane)?.layers[0]?.steps;
  const next = steps?.fromNs[steps.stepAt(atNs) + step];
  return next === undefined ? null : { kind: 'counter', index: lane, atNs: next };
}

/** The things of a task, slices and waits together, by start; a task's lists are each in order, so the neighbour is the nearer of two. */
function alongTask(index: TraceIndex, selection: Selection, step: 1 | -1): Selection | null {
  const { slices, waits, tasks } = index.trace;
  const task = taskOf(index, selection);
  const start = selection.kind === 'slice' ? slices.startNs.at(selection.index) : waits.startNs.at(selection.index);
  const nextSlice = neighbourIn(
    slices.startNs,
    tasks.firstSlice[task],
    tasks.firstSlice[task + 1],
    start,
    step,
    selection.kind === 'slice' ? selection.index : -1,
  );
  const nextWait = neighbourIn(
    waits.startNs,
    tasks.firstWait[task],
    tasks.firstWait[task + 1],
    start,
    step,
    selection.kind === 'wait' ? selection.index : -1,
  );
  if (nextSlice < 0 && nextWait < 0) return null;
  if (nextSlice < 0) return { kind: 'wait', index: nextWait };
  if (nextWait < 0) return { kind: 'slice', index: nextSlice };
  const sliceFirst = (slices.startNs.at(nextSlice) - waits.startNs.at(nextWait)) * step <= 0;
  return sliceFirst ? { kind: 'slice', index: nextSlice } : { kind: 'wait', index: nextWait };
}

/** In a range ordered by start: beside `own` when it is in it, else the first after or last before `start`. −1 for none. */
function neighbourIn(starts: Times, first: number, end: number, start: number, step: 1 | -1, own: number): number {
  if (own >= 0) return own + step >= first && own + step < end ? own + step : -1;
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (step === 1 ? starts.at(middle) < start : starts.at(middle) <= start) low = middle + 1;
    else high = middle;
  }
  const found = step === 1 ? low : low - 1;
  return found >= first && found < end ? found : -1;
}

function alongMarks(index: TraceIndex, event: number, step: 1 | -1): Selection | null {
  const { events, threads } = index.trace;
  const thread = threads.find(({ firstEvent, endEvent }) => event >= firstEvent && event < endEvent);
  if (thread === undefined) return null;
  for (let at = event + step; at >= thread.firstEvent && at < thread.endEvent; at += step) {
    if (events.kind[at] === events.kind[event]) return { kind: 'event', index: at };
  }
  return null;
}

/** A slice is caused by the wait before it, a wait by the event that woke it, an event by the event it follows from. */
function causeOf(index: TraceIndex, selection: Selection): Selection | null {
  const { trace } = index;
  switch (selection.kind) {
    case 'slice': {
      const before = alongTask(index, selection, -1);
      return before?.kind === 'wait' ? before : sliceAt(index, trace.tasks.createEvent[trace.slices.task[selection.index]]);
    }
    case 'wait':
      return sliceAt(index, trace.waits.wokenBy[selection.index]);
    case 'event':
      return sliceAt(index, trace.events.cause[selection.index]);
    case 'message':
      return sliceAt(index, trace.messages.send[selection.index]);
    case 'task':
      return sliceAt(index, trace.tasks.createEvent[selection.index]);
    case 'span':
      return trace.spans.task[selection.index] < 0 ? null : { kind: 'task', index: trace.spans.task[selection.index] };
    case 'lane':
      return trace.lanes[selection.index].parent < 0 ? null : { kind: 'lane', index: trace.lanes[selection.index].parent };
    case 'counter':
      return { kind: 'lane', index: selection.index };
  }
}

/** What follows: a message's receiver, a wait's slice, the first task that a task created. */
function effectOf(index: TraceIndex, selection: Selection): Selection | null {
  const { trace } = index;
  switch (selection.kind) {
    case 'message':
      return sliceAt(index, trace.messages.receive[selection.index]);
    case 'wait':
      return alongTask(index, selection, 1);
    case 'slice':
    case 'task':
    case 'event':
      return messageFrom(index, selection);
    case 'span':
    case 'lane':
    case 'counter':
      return null;
  }
}

/** The first message that a slice, a task or an event sent. */
function messageFrom(index: TraceIndex, selection: Selection): Selection | null {
  const { events, messages, slices } = index.trace;
  const task = taskOf(index, selection);
  const from = selection.kind === 'slice' ? slices.startNs.at(selection.index) : -Infinity;
  const to = selection.kind === 'slice' ? slices.endNs.at(selection.index) : Infinity;
  for (let message = 0; message < messages.count; message++) {
    const send = messages.send[message];
    if (send < 0 || (selection.kind === 'event' && send !== selection.index)) continue;
    if (events.task[send] === task && events.timeNs.at(send) >= from && events.timeNs.at(send) <= to)
      return { kind: 'message', index: message };
  }
  return null;
}

/** The slice in which an event happened, else the event itself. */
export function sliceAt(index: TraceIndex, event: number): Selection | null {
  if (event < 0) return null;
  const { events, slices, tasks } = index.trace;
  const task = events.task[event];
  if (task < 0) return { kind: 'event', index: event };
  const at = events.timeNs.at(event);
  const slice = neighbourIn(slices.startNs, tasks.firstSlice[task], tasks.firstSlice[task + 1], at, -1, -1);
  return slice >= 0 && slices.endNs.at(slice) >= at ? { kind: 'slice', index: slice } : { kind: 'event', index: event };
}
