// The slices of one thread as they are replayed, by start.

import { GrowingRows } from './growingRows.ts';
import { firstCapacity, widen } from './widen.ts';

/** Ten times what V8's stack has room for, unless a program asks for a larger one. */
const deepest = 65_535;

export class SliceRows extends GrowingRows {
  task: Int32Array = new Int32Array(firstCapacity);
  startNs: Float64Array = new Float64Array(firstCapacity);
  /** NaN while it runs. */
  endNs: Float64Array = new Float64Array(firstCapacity);
  depth: Uint16Array = new Uint16Array(firstCapacity);

  add(task: number, startNs: number, depth: number): number {
    const row = this.nextRow();
    this.task[row] = task;
    this.startNs[row] = startNs;
    this.endNs[row] = Number.NaN;
    this.depth[row] = Math.min(deepest, depth);
    return row;
  }

  end(row: number, endNs: number): void {
    this.endNs[row] = endNs;
  }

  protected override widenTo(capacity: number): void {
    this.task = widen(this.task, new Int32Array(capacity));
    this.startNs = widen(this.startNs, new Float64Array(capacity));
    this.endNs = widen(this.endNs, new Float64Array(capacity));
    this.depth = widen(this.depth, new Uint16Array(capacity));
  }
}
