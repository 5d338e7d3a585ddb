// The slices of one thread as they are replayed, by start.

import { firstCapacity, widen } from './widen.ts';

/** Ten times what V8's stack has room for, unless a program asks for a larger one. */
const deepest = 65_535;

export class SliceRows {
  length = 0;
  task: Int32Array = new Int32Array(firstCapacity);
  startNs: Float64Array = new Float64Array(firstCapacity);
  /** NaN while it runs. */
  endNs: Float64Array = new Float64Array(firstCapacity);
  depth: Uint16Array = new Uint16Array(firstCapacity);

  add(task: number, startNs: number, depth: number): number {
    const row = this.length++;
    if (row === this.task.length) this.#grow(row * 2);
    this.task[row] = task;
    this.startNs[row] = startNs;
    this.endNs[row] = Number.NaN;
    this.depth[row] = Math.min(deepest, depth);
    return row;
  }

  end(row: number, endNs: number): void {
    this.endNs[row] = endNs;
  }

  /** Makes room for so many rows at once, where they can be foreseen. */
  reserve(capacity: number): void {
    if (capacity > this.task.length) this.#grow(capacity);
  }

  /** Gives the rows up. */
  clear(): void {
    this.length = 0;
    this.#grow(0);
  }

  #grow(capacity: number): void {
    this.task = widen(this.task, new Int32Array(capacity));
    this.startNs = widen(this.startNs, new Float64Array(capacity));
    this.endNs = widen(this.endNs, new Float64Array(capacity));
    this.depth = widen(this.depth, new Uint16Array(capacity));
  }
}
