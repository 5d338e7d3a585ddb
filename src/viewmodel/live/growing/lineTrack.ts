// What stands on one line of a thread that grows, slices or waits: what is over stays as it was built, only the end is built anew.
//
//   ▬▬ ▬▬▬ ▬ ▬▬ ▬▬▬▬▬▬▬▬▬▬▬▬▬…     over; then the first that still goes on,
//   built for good   ╵ ▬▬  ▬▬▬        which covers all that came after it

import { GrowingTrack } from '../../../layout/growingTrack.ts';
import { endOf, type Intervals, type Track } from '../../../layout/track.ts';
import { type Compare, SortedRows } from './sortedRows.ts';

/** The slices or the waits of a thread. */
export interface Items {
  /** By start; those that start at once as the trace has them. */
  readonly compare: Compare;
  idOf(row: number): number;
  rowOf(id: number): number;
  startOf(row: number): number;
  isOpen(row: number): boolean;
}

/** How far the trace has come. */
export interface Reach {
  readonly intervals: Intervals;
  /** Nothing more will come that starts before. */
  readonly sealedNs: number;
}

export class LineTrack {
  readonly rows: SortedRows;
  readonly #items: Items;
  readonly #track = new GrowingTrack();
  /** So many of the rows are in the track, or covered by one that is. */
  #sealed = 0;

  constructor(items: Items, rows: SortedRows = new SortedRows()) {
    this.#items = items;
    this.rows = rows;
  }

  /** What stands from this row on has changed, its place included. O(what is taken back). */
  revise({ intervals }: Reach, row: number): void {
    const { compare, rowOf } = this.#items;
    let count = this.#track.count;
    while (count > 0 && compare(rowOf(this.#track.itemAt(count - 1)), row) >= 0) count--;
    this.#track.cut(intervals, count);
    this.#sealed = Math.min(this.#sealed, this.rows.firstNotBefore(row, compare));
  }

  /** The line has no rows from this one on. */
  cut(reach: Reach, row: number): void {
    this.revise(reach, row);
    this.rows.length = this.rows.firstNotBefore(row, this.#items.compare);
  }

  /**
   * The track as it is now, until the next call of any method.
   * @param last - rows that stand behind those of the line, for now
   * O(rows that came or ended since the last call).
   */
  build({ intervals }: Reach, last: readonly number[] = []): Track {
    const { idOf, startOf, isOpen } = this.#items;
    const { rows } = this;
    const push = (row: number): void => this.#track.push(intervals, idOf(row));
    for (; this.#sealed < rows.length && !isOpen(rows.at(this.#sealed)); this.#sealed++) push(rows.at(this.#sealed));
    const kept = this.#track.count;
    let position = this.#sealed;
    if (position < rows.length) {
      const open = rows.at(position);
      push(open);
      const coveredTo = endOf(intervals, idOf(open));
      position = Math.max(
        position + 1,
        rows.firstWhere((row) => startOf(row) >= coveredTo),
      );
    }
    for (; position < rows.length; position++) push(rows.at(position));
    for (const row of last) push(row);
    const track = this.#track.finish(intervals);
    this.#track.cut(intervals, kept);
    return track;
  }
}
