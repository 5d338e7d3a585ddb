// The waits of one thread as they are replayed, by start.

import { GrowingRows } from './growingRows.ts';
import { firstCapacity, widen } from './widen.ts';

export class WaitRows extends GrowingRows {
  task: Int32Array = new Int32Array(firstCapacity);
  startNs: Float64Array = new Float64Array(firstCapacity);
  readyNs: Float64Array = new Float64Array(firstCapacity);
  /** NaN while it is open. */
  endNs: Float64Array = new Float64Array(firstCapacity);
  reason: Uint8Array = new Uint8Array(firstCapacity);
  source: Uint32Array = new Uint32Array(firstCapacity);
  wokenBy: Int32Array = new Int32Array(firstCapacity);
  awaited: Int32Array = new Int32Array(firstCapacity);

  add(task: number, startNs: number, reason: number, source: number): number {
    const row = this.nextRow();
    this.task[row] = task;
    this.startNs[row] = startNs;
    this.readyNs[row] = Number.NaN;
    this.endNs[row] = Number.NaN;
    this.reason[row] = reason;
    this.source[row] = source;
    this.wokenBy[row] = -1;
    this.awaited[row] = -1;
    return row;
  }

  /** What made it ready, and when, has been written before. */
  end(row: number, endNs: number): void {
    this.endNs[row] = endNs;
  }

  protected override widenTo(capacity: number): void {
    this.task = widen(this.task, new Int32Array(capacity));
    this.startNs = widen(this.startNs, new Float64Array(capacity));
    this.readyNs = widen(this.readyNs, new Float64Array(capacity));
    this.endNs = widen(this.endNs, new Float64Array(capacity));
    this.reason = widen(this.reason, new Uint8Array(capacity));
    this.source = widen(this.source, new Uint32Array(capacity));
    this.wokenBy = widen(this.wokenBy, new Int32Array(capacity));
    this.awaited = widen(this.awaited, new Int32Array(capacity));
  }
}
