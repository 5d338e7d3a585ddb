// The promises of one thread that stand for several: what each was made of, and the waits that were for one.

import { aggregateModes } from '../../model/vocabulary.ts';
import { ofAggregate, type PromiseRows } from '../rows/promiseRows.ts';

export interface Aggregate {
  /** Code in aggregateModes. */
  readonly mode: number;
  /** Promises, in order. */
  readonly members: readonly number[];
}

export class Aggregates {
  readonly #promises: PromiseRows;
  /** Promises that are the reactions of one aggregate are not those of another. */
  #seen = 1;
  readonly #byPromise = new Map<number, Aggregate>();
  /** By row of the thread's waits. */
  readonly waits: Map<number, Aggregate> = new Map();

  constructor(promises: PromiseRows) {
    this.#promises = promises;
  }

  /** Of the last `made` promises those that are derived, and were not asked for by the person's source, tell what `promise` was made of. */
  add(mode: number, promise: number, made: number): void {
    const { length, parent, site, enabledBy } = this.#promises;
    if (aggregateModes[mode] === undefined || !this.#promises.has(promise)) return;
    const members: number[] = [];
    for (let derived = Math.max(this.#seen, length - made); derived < length; derived++) {
      if (parent[derived]! <= 0 || site[derived] !== 0) continue;
      members.push(parent[derived]!);
      enabledBy[derived] = ofAggregate;
    }
    this.#seen = length;
    this.#byPromise.set(promise, { mode, members });
  }

  has(promise: number): boolean {
    return this.#byPromise.size > 0 && this.#byPromise.has(promise);
  }

  /** The wait in this row is for that promise. */
  waitFor(wait: number, promise: number): void {
    const aggregate = this.#byPromise.size === 0 ? undefined : this.#byPromise.get(promise);
    if (aggregate !== undefined) this.waits.set(wait, aggregate);
  }
}
