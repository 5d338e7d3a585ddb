// Ids of a stream with gaps: what was made while nothing was recorded has an id and no row.

/** Ids count from 1. Rows do too, without gaps. */
export class Numbering {
  /** The last id that was given. */
  #last = 0;
  /** Of each gap the ids (from, to], and how many have been skipped up to its end. */
  readonly #gaps: { readonly from: number; readonly to: number; readonly skipped: number }[] = [];
  #lastGapEnds = 0;
  #skipped = 0;

  /** The next id is given. @returns its row */
  give(): number {
    return ++this.#last - this.#skipped;
  }

  /** Ids up to `id` have been given; those that are new have no rows. */
  skipTo(id: number): void {
    if (id <= this.#last) return;
    this.#skipped += id - this.#last;
    this.#gaps.push({ from: this.#last, to: id, skipped: this.#skipped });
    this.#last = id;
    this.#lastGapEnds = id;
  }

  /** The row of an id, 0 when it lies in a gap; what is no id stays as it is. O(gaps) for an id from before the last one, else O(1). */
  rowOf(id: number): number {
    if (id > this.#lastGapEnds) return id - this.#skipped;
    for (let at = this.#gaps.length - 1; at >= 0; at--) {
      const { from, to, skipped } = this.#gaps[at]!;
      if (id > to) return id - skipped;
      if (id > from) return 0;
    }
    return id;
  }
}
