// Self time: how long a slice ran its own code, less what nests in it.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { orderByTime } from './orderByTime.ts';

/**
 * Self time by slice. Those of a thread sum up to the length of its slices at depth 0. O(slices).
 * @param byThread - the slices of each thread from the earliest, a slice before what nests in it
 */
export function selfTimes(trace: Trace, byThread: readonly Uint32Array[] = slicesByThread(trace)): Float64Array {
  const { startNs, endNs, depth } = trace.slices;
  const own = new Float64Array(trace.slices.count);
  for (const order of byThread) {
    const below: number[] = [];
    for (const slice of order) {
      const length = endNs.at(slice) - startNs.at(slice);
      own[slice] = length;
      const level = depth[slice]!;
      if (level > 0 && below[level - 1] !== undefined) own[below[level - 1]!]! -= length;
      below[level] = slice;
    }
  }
  return own;
}

/** The slices of each thread from the earliest, a slice before what nests in it. O(slices), as many passes as times have digits. */
export function slicesByThread(trace: Trace): readonly Uint32Array[] {
  const { slices, tasks } = trace;
  const counts = new Uint32Array(trace.threads.length);
  for (let slice = 0; slice < slices.count; slice++) counts[tasks.thread[slices.task[slice]!]!]!++;
  const orders = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let slice = 0; slice < slices.count; slice++) {
    const thread = tasks.thread[slices.task[slice]!]!;
    orders[thread]![counts[thread]!++] = slice;
  }
  return orders.map((order) => orderTies(trace, orderByTime(slices.startNs, order)));
}

/** Among slices of one start: the outermost first, and where the clock did not move, an empty one before the one that goes on. */
function orderTies({ slices }: Trace, order: Uint32Array): Uint32Array {
  const { startNs, endNs, depth } = slices;
  let first = 0;
  for (let at = 1; at <= order.length; at++) {
    if (at < order.length && startNs.at(order[at]!) === startNs.at(order[first]!)) continue;
    if (at - first > 1) order.subarray(first, at).sort((a, b) => depth[a]! - depth[b]! || endNs.at(a) - endNs.at(b) || a - b);
    first = at;
  }
  return order;
}

/** Self time by task. O(slices). */
export function selfTimeByTask(trace: Trace, own: Float64Array): Float64Array {
  const byTask = new Float64Array(trace.tasks.count);
  for (let slice = 0; slice < trace.slices.count; slice++) byTask[trace.slices.task[slice]!]! += own[slice]!;
  return byTask;
}

/** How long a wait lasted, up to the trace's end when it is still open. */
export function waitLength(trace: Trace, wait: number): Nanoseconds {
  const end = trace.waits.endNs.at(wait);
  return (Number.isNaN(end) ? trace.header.durationNs : end) - trace.waits.startNs.at(wait);
}

/** How long a wait was ready to run and did not; 0 when that is not known. */
export function readyLength(trace: Trace, wait: number): Nanoseconds {
  const ready = trace.waits.readyNs.at(wait);
  if (Number.isNaN(ready)) return 0;
  const end = trace.waits.endNs.at(wait);
  return (Number.isNaN(end) ? trace.header.durationNs : end) - ready;
}
