// The tasks of one thread as they are replayed, in the order in which they were noticed.

import { GrowingRows } from './growingRows.ts';
import { firstCapacity, widen } from './widen.ts';

export class TaskRows extends GrowingRows {
  kind: Uint8Array = new Uint8Array(firstCapacity);
  group: Uint32Array = new Uint32Array(firstCapacity);
  parent: Int32Array = new Int32Array(firstCapacity);
  createdNs: Float64Array = new Float64Array(firstCapacity);
  settledNs: Float64Array = new Float64Array(firstCapacity);
  outcome: Uint8Array = new Uint8Array(firstCapacity);
  createEvent: Int32Array = new Int32Array(firstCapacity);
  settleEvent: Int32Array = new Int32Array(firstCapacity);
  /** Row of the wait that it is in, −1 when it runs or has ended. */
  openWait: Int32Array = new Int32Array(firstCapacity);
  /** The promise that it settles, 0 when none. */
  promise: Int32Array = new Int32Array(firstCapacity);
  /** The promise that its open wait is for, 0 when none. */
  awaited: Int32Array = new Int32Array(firstCapacity);
  /** Bits of {@link taskFlags}. */
  flags: Uint8Array = new Uint8Array(firstCapacity);

  add(kind: number, group: number, parent: number, createdNs: number, createEvent: number): number {
    const row = this.nextRow();
    this.kind[row] = kind;
    this.group[row] = group;
    this.parent[row] = parent;
    this.createdNs[row] = createdNs;
    this.settledNs[row] = Number.NaN;
    this.createEvent[row] = createEvent;
    this.settleEvent[row] = -1;
    this.openWait[row] = -1;
    return row;
  }

  protected override widenTo(capacity: number): void {
    this.kind = widen(this.kind, new Uint8Array(capacity));
    this.group = widen(this.group, new Uint32Array(capacity));
    this.parent = widen(this.parent, new Int32Array(capacity));
    this.createdNs = widen(this.createdNs, new Float64Array(capacity));
    this.settledNs = widen(this.settledNs, new Float64Array(capacity));
    this.outcome = widen(this.outcome, new Uint8Array(capacity));
    this.createEvent = widen(this.createEvent, new Int32Array(capacity));
    this.settleEvent = widen(this.settleEvent, new Int32Array(capacity));
    this.openWait = widen(this.openWait, new Int32Array(capacity));
    this.promise = widen(this.promise, new Int32Array(capacity));
    this.awaited = widen(this.awaited, new Int32Array(capacity));
    this.flags = widen(this.flags, new Uint8Array(capacity));
  }
}

export const taskFlags = {
  /** Its body has ended; its promise may still follow another. */
  exited: 1,
  /** Its body ended by a throw. */
  threw: 2,
  /** It was cancelled while it ran. */
  cancelled: 4,
  /** It returned a promise that is not told of, at the light level: whether it is fulfilled is not known. */
  followsUntold: 8,
} as const;
