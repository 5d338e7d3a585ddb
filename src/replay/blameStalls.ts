// Whose fault a stall was: the task that ran most of it, by its own code.

import type { SliceTable, SpanTable, TaskTable } from '../model/trace.ts';
import { codeOf, spanKinds } from '../model/vocabulary.ts';

const stallKind = codeOf(spanKinds, 'stall');

/** Sets `task` of every stall; one during which no task was seen to run keeps −1. O(slices × log stalls + their overlaps). */
export function blameStalls(spans: SpanTable, tasks: Pick<TaskTable, 'thread'>, slices: SliceTable): void {
  const stalls = Array.from({ length: spans.count }, (_, span) => span).filter((span) => spans.kind[span] === stallKind);
  if (stalls.length === 0) return;
  const overlapping = new Map<number, number[]>(stalls.map((stall) => [stall, []]));
  for (let slice = 0; slice < slices.count; slice++) {
    const thread = tasks.thread[slices.task[slice]!]!;
    for (let at = firstEndingAfter(spans, stalls, thread, slices.startNs.at(slice)); at < stalls.length; at++) {
      const stall = stalls[at]!;
      if (spans.thread[stall] !== thread || spans.startNs.at(stall) >= slices.endNs.at(slice)) break;
      overlapping.get(stall)!.push(slice);
    }
  }
  for (const [stall, ran] of overlapping) spans.task[stall] = busiestTask(slices, ran, spans.startNs.at(stall), spans.endNs.at(stall));
}

/** Spans stand by thread, then start, and the stalls of a thread do not overlap. */
function firstEndingAfter(spans: SpanTable, stalls: readonly number[], thread: number, time: number): number {
  let low = 0;
  let high = stalls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const stall = stalls[middle]!;
    const before = spans.thread[stall]! < thread || (spans.thread[stall] === thread && spans.endNs.at(stall) <= time);
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The task with the most self time in [from, to); −1 when no slice is in it. */
function busiestTask(slices: SliceTable, ran: readonly number[], from: number, to: number): number {
  const own = new Map<number, number>();
  const below: number[] = [];
  for (const slice of ran.toSorted((a, b) => slices.startNs.at(a) - slices.startNs.at(b) || slices.depth[a]! - slices.depth[b]!)) {
    const length = Math.min(to, slices.endNs.at(slice)) - Math.max(from, slices.startNs.at(slice));
    const task = slices.task[slice]!;
    const depth = slices.depth[slice]!;
    own.set(task, (own.get(task) ?? 0) + length);
    const caller = depth > 0 ? below[depth - 1] : undefined;
    if (caller !== undefined) own.set(caller, own.get(caller)! - length);
    below[depth] = task;
    below.length = depth + 1;
  }
  return [...own].reduce((best, [task, time]) => (time > best.time ? { task, time } : best), { task: -1, time: 0 }).task;
}
