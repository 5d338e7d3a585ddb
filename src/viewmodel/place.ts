// Where a thing is to be shown: its time, its row, and the lanes to unfold when the row does not show.

import { type RowLayout, rowOfTask } from '../layout/rows.ts';
import { taskEnd, taskStart } from '../layout/taskGroup.ts';
import type { TimelineIndex } from '../layout/timelineIndex.ts';
import type { TraceIndex } from '../layout/traceIndex.ts';
import { endOf } from '../layout/track.ts';
import { assertUnreachable } from '../model/assertUnreachable.ts';
import { threadOfEvent } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import type { Place, Selection } from '../protocol/timelineSource.ts';

/** Where a thing stands: on its task's row, else on its lane's. */
export interface Stand {
  readonly lane: number;
  /** −1 for none. */
  readonly task: number;
}

export function placeOf(index: TraceIndex, layout: RowLayout, selection: Selection): Place {
  return placeAt(index, layout, standOf(index, selection), timeOf(index, selection));
}

export function placeAt(
  index: TimelineIndex,
  layout: RowLayout,
  { lane, task }: Stand,
  [fromNs, toNs]: readonly [Nanoseconds, Nanoseconds],
): Place {
  const lanes = hiddenBy(index, layout, lane);
  const row = task < 0 ? layout.rowOfLane[lane] : rowOfTask(index, layout, task);
  return { fromNs, toNs, row: lanes.length > 0 ? -1 : row, lanes };
}

/** The time that a thing takes; a point for an event. */
export function timeOf(index: TraceIndex, selection: Selection): [Nanoseconds, Nanoseconds] {
  const { trace } = index;
  const at = selection.index;
  switch (selection.kind) {
    case 'task':
      return [taskStart(trace, at), taskEnd(trace, at)];
    case 'slice':
      return [trace.slices.startNs.at(at), endOf(index.slices, at)];
    case 'wait':
      return [trace.waits.startNs.at(at), endOf(index.waits, at)];
    case 'event':
      return [trace.events.timeNs.at(at), trace.events.timeNs.at(at)];
    case 'message':
      return [index.messages.startOf(at), index.messages.endOf(at)];
    case 'span':
      return [trace.spans.startNs.at(at), Number.isNaN(trace.spans.endNs.at(at)) ? trace.header.durationNs : trace.spans.endNs.at(at)];
    case 'lane':
      return timeOfLane(index, at);
    case 'counter':
      return timeOfSample(index, at, selection.atNs);
    default:
      return assertUnreachable(selection);
  }
}

function timeOfLane(index: TraceIndex, lane: number): [Nanoseconds, Nanoseconds] {
  const { trace } = index;
  const group = index.groups.get(lane);
  if (group === undefined) {
    const { thread } = trace.lanes[lane];
    if (thread < 0) return [0, trace.header.durationNs];
    const { startNs, endNs } = trace.threads[thread];
    return [startNs, Number.isNaN(endNs) ? trace.header.durationNs : endNs];
  }
  let from = Infinity;
  let to = 0;
  for (let task = group.firstTask; task < group.endTask; task++) {
    from = Math.min(from, taskStart(trace, task));
    to = Math.max(to, taskEnd(trace, task));
  }
  return [from, to];
}

/** From where the lowest layer took its value to where it took the next. */
function timeOfSample(index: TraceIndex, lane: number, atNs: Nanoseconds): [Nanoseconds, Nanoseconds] {
  const steps = index.counters.of(lane)?.layers[0]?.steps;
  if (steps === undefined) return [atNs, atNs];
  const step = Math.max(0, steps.stepAt(atNs));
  return [steps.fromNs[step] ?? atNs, steps.fromNs[step + 1] ?? steps.endNs];
}

/** The task that a thing belongs to; −1 when it has none. */
export function taskOf(index: TraceIndex, selection: Selection): number {
  const { trace } = index;
  switch (selection.kind) {
    case 'task':
      return selection.index;
    case 'slice':
      return trace.slices.task[selection.index];
    case 'wait':
      return trace.waits.task[selection.index];
    case 'event':
      return trace.events.task[selection.index];
    case 'message':
      return trace.events.task[eventOfMessage(index, selection.index)];
    case 'span':
      return trace.spans.task[selection.index];
    case 'lane':
    case 'counter':
      return -1;
    default:
      return assertUnreachable(selection);
  }
}

/** A message's send, else its receive. */
function eventOfMessage(index: TraceIndex, message: number): number {
  const { send, receive } = index.trace.messages;
  return send[message] >= 0 ? send[message] : receive[message];
}

export function standOf(index: TraceIndex, selection: Selection): Stand {
  const { trace } = index;
  if (selection.kind === 'lane' || selection.kind === 'counter') return { lane: selection.index, task: -1 };
  // Marks and spans stand on their thread's row, whichever task made them.
  const task = selection.kind === 'span' || selection.kind === 'event' ? -1 : taskOf(index, selection);
  return { lane: task >= 0 ? trace.tasks.group[task] : trace.threads[threadOf(index, selection)].lane, task };
}

function threadOf(index: TraceIndex, selection: Selection): number {
  if (selection.kind === 'span') return index.trace.spans.thread[selection.index];
  return threadOfEvent(index.trace, selection.kind === 'message' ? eventOfMessage(index, selection.index) : selection.index);
}

/** Folded lanes above `lane`, outermost first; empty when its own row shows. */
function hiddenBy(index: TimelineIndex, layout: RowLayout, lane: number): number[] {
  const row = layout.rowOfLane[lane];
  if (row >= 0 && layout.rows[row].lane === lane) return [];
  const { lanes } = index.frame;
  const folded: number[] = [];
  for (let at = lanes[lane].parent; at >= 0; at = lanes[at].parent) if (layout.folded.has(at)) folded.unshift(at);
  return folded;
}
