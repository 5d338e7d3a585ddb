// Thread activity: which part of the time each thread ran, over time.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';

export interface ThreadActivity {
  readonly stepNs: Nanoseconds;
  /** By thread: per step, the part of it that the thread ran, from 0 to 1. */
  readonly busy: readonly Float32Array[];
}

/** Cuts the run into `steps` equal parts. Counts slices at depth 0, which hold all others. O(slices + steps × threads). */
export function threadActivity(trace: Trace, steps: number): ThreadActivity {
  const { slices, tasks } = trace;
  const stepNs = Math.max(1, trace.header.durationNs / steps);
  const busy = trace.threads.map(() => new Float32Array(steps));
  for (let slice = 0; slice < slices.count; slice++) {
    if (slices.depth[slice] === 0) {
      spread(busy[tasks.thread[slices.task[slice]!]!]!, slices.startNs.at(slice) / stepNs, slices.endNs.at(slice) / stepNs);
    }
  }
  for (const values of busy) {
    for (let step = 0; step < steps; step++) values[step] = Math.min(1, values[step]!);
  }
  return { stepNs, busy };
}

/** Adds the interval [from, to), in steps, to the parts that it covers. */
function spread(values: Float32Array, from: number, to: number): void {
  const last = Math.min(values.length - 1, Math.floor(to));
  for (let step = Math.max(0, Math.floor(from)); step <= last; step++) {
    values[step]! += Math.max(0, Math.min(to, step + 1) - Math.max(from, step));
  }
}
