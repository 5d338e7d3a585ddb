// Rows of a thread in an order of their own; most come at the end, some in between.

export type Compare = (one: number, other: number) => number;

export class SortedRows {
  #rows: Uint32Array = new Uint32Array(16);
  length = 0;

  at(position: number): number {
    return this.#rows[position];
  }

  add(row: number): void {
    this.#reserve(this.length + 1);
    this.#rows[this.length++] = row;
  }

  /** Adds rows, which it puts in order. Returns the first position that holds another row than before. O(rows added and those behind them). */
  insert(added: number[], compare: Compare): number {
    if (!isOrdered(added, compare)) added.sort(compare);
    this.#reserve(this.length + added.length);
    const first = added.length === 0 ? this.length : this.firstNotBefore(added[0], compare);
    let from = this.length - 1;
    let next = added.length - 1;
    // From the end, so that nothing is overwritten that is still to be moved.
    for (let to = this.length + added.length - 1; next >= 0; to--)
      this.#rows[to] = from >= 0 && compare(this.#rows[from], added[next]) > 0 ? this.#rows[from--] : added[next--];
    this.length += added.length;
    return first;
  }

  /** The first position whose row does not come before this one. O(log rows), O(1) when it is the end. */
  firstNotBefore(row: number, compare: Compare): number {
    return this.firstWhere((other) => compare(other, row) >= 0);
  }

  /** The first position for which it holds, which it then does for all behind it. */
  firstWhere(holds: (row: number) => boolean): number {
    if (this.length === 0 || !holds(this.#rows[this.length - 1])) return this.length;
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.#rows[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #reserve(length: number): void {
    if (length <= this.#rows.length) return;
    const wide = new Uint32Array(Math.max(length, this.#rows.length * 2));
    wide.set(this.#rows);
    this.#rows = wide;
  }
}

function isOrdered(rows: readonly number[], compare: Compare): boolean {
  for (let at = 1; at < rows.length; at++) if (compare(rows[at - 1], rows[at]) > 0) return false;
  return true;
}
