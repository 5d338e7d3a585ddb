// Self time: how long a slice ran its own code, less what nests in it.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';

/** Self time by slice. Those of a thread sum up to the length of its slices at depth 0. O(slices log slices). */
export function selfTimes(trace: Trace): Float64Array {
  const { startNs, endNs, depth } = trace.slices;
  const own = new Float64Array(trace.slices.count);
  for (const order of slicesByThread(trace)) {
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

/** The slices of each thread from the earliest, a slice before what nests in it. O(slices log slices). */
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
  // Where the clock did not move, an empty slice comes before the one that goes on.
  const { startNs, endNs, depth } = slices;
  for (const order of orders) {
    order.sort((a, b) => startNs.at(a) - startNs.at(b) || depth[a]! - depth[b]! || endNs.at(a) - endNs.at(b));
  }
  return orders;
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
