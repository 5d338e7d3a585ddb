// What is known of each promise of one thread while it is replayed; row 0 is "none".

import { GrowingRows } from './growingRows.ts';
import { firstCapacity, widen } from './widen.ts';

export const ofAggregate = -2;

export class PromiseRows extends GrowingRows {
  override length = 1;
  /** The promise that it is derived from, 0 when none. */
  parent: Int32Array = new Int32Array(firstCapacity);
  /** The task whose promise it is: a coroutine or a reaction; −1 when none. */
  owner: Int32Array = new Int32Array(firstCapacity).fill(-1);
  /** The promise that it follows because its owner returned it, 0 when none. */
  follows: Int32Array = new Int32Array(firstCapacity);
  settleEvent: Int32Array = new Int32Array(firstCapacity).fill(-1);
  /** When {@link settleEvent} happened. */
  settledNs: Float64Array = new Float64Array(firstCapacity);
  /** The task that ran when it came into being. */
  creator: Int32Array = new Int32Array(firstCapacity);
  createdNs: Float64Array = new Float64Array(firstCapacity);
  /** The site that it was created at, 0 when none. */
  site: Uint32Array = new Uint32Array(firstCapacity);

  /**
   * Of a derived promise whose parent had settled before: the event in which it was asked for, which made its reaction ready. Else −1,
   * and {@link ofAggregate} for the reaction with which a combinator of promises hears of a member: those settles made it ready.
   */
  enabledBy: Int32Array = new Int32Array(firstCapacity);

  add(parent: number, creator: number, createdNs: number, site: number, enabledBy = -1): number {
    const row = this.nextRow();
    this.parent[row] = parent < row ? parent : 0;
    this.owner[row] = -1;
    this.settleEvent[row] = -1;
    this.creator[row] = creator;
    this.createdNs[row] = createdNs;
    this.site[row] = site;
    this.enabledBy[row] = enabledBy;
    return row;
  }

  /** The event that made the reaction ready whose promise this is; −1 when it is not known. */
  readyBy(promise: number): number {
    const enabledBy = this.enabledBy[promise]!;
    return enabledBy >= 0 ? enabledBy : this.settleEvent[this.parent[promise]!]!;
  }

  has(promise: number): boolean {
    return promise > 0 && promise < this.length;
  }

  protected override widenTo(capacity: number): void {
    this.parent = widen(this.parent, new Int32Array(capacity));
    this.owner = widen(this.owner, new Int32Array(capacity));
    this.follows = widen(this.follows, new Int32Array(capacity));
    this.settleEvent = widen(this.settleEvent, new Int32Array(capacity));
    this.settledNs = widen(this.settledNs, new Float64Array(capacity));
    this.creator = widen(this.creator, new Int32Array(capacity));
    this.createdNs = widen(this.createdNs, new Float64Array(capacity));
    this.enabledBy = widen(this.enabledBy, new Int32Array(capacity));
    this.site = widen(this.site, new Uint32Array(capacity));
  }
}
