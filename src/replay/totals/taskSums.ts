// Sums by task, in place of the rows that they are of.

import { firstCapacity, widen } from '../rows/widen.ts';

/** In nanoseconds. */
export class TaskSums {
  /** Self time: less what was called. */
  runningNs: Float64Array = new Float64Array(firstCapacity);
  waitingNs: Float64Array = new Float64Array(firstCapacity);
  readyNs: Float64Array = new Float64Array(firstCapacity);

  addRun(task: number, ns: number): void {
    if (task >= this.runningNs.length) this.reserve(task * 2);
    this.runningNs[task]! += ns;
  }

  addWait(task: number, waitingNs: number, readyNs: number): void {
    if (task >= this.runningNs.length) this.reserve(task * 2);
    this.waitingNs[task]! += waitingNs;
    this.readyNs[task]! += readyNs;
  }

  /** Makes room for so many tasks at once, where they can be foreseen. */
  reserve(capacity: number): void {
    if (capacity <= this.runningNs.length) return;
    this.runningNs = widen(this.runningNs, new Float64Array(capacity));
    this.waitingNs = widen(this.waitingNs, new Float64Array(capacity));
    this.readyNs = widen(this.readyNs, new Float64Array(capacity));
  }
}
