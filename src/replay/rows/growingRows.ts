// Rows in typed columns that grow together.

import { firstCapacity } from './widen.ts';

export abstract class GrowingRows {
  length = 0;
  #capacity = firstCapacity;

  /** Makes room for so many rows at once, where they can be foreseen. */
  reserve(capacity: number): void {
    if (capacity > this.#capacity) this.#resize(capacity);
  }

  /** Gives the rows up: nothing is added any more. */
  clear(): void {
    this.length = 0;
    this.#resize(0);
  }

  /** The number of the row that is added now; there is room for it. */
  protected nextRow(): number {
    const row = this.length++;
    if (row === this.#capacity) this.#resize(row * 2);
    return row;
  }

  /** Replaces each column by one of that length which begins with the same values. */
  protected abstract widenTo(capacity: number): void;

  #resize(capacity: number): void {
    this.#capacity = capacity;
    this.widenTo(capacity);
  }
}
