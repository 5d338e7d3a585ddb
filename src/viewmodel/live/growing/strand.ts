// The slices, or the waits, of a group that grows: on one line, and on packed ones once somebody has asked for those.

import { buildTrack } from '../../../layout/growingTrack.ts';
import { mostLines } from '../../../layout/taskGroup.ts';
import type { Track } from '../../../layout/track.ts';
import { type Items, LineTrack, type Reach } from './lineTrack.ts';
import { SortedRows } from './sortedRows.ts';

export class Strand {
  added: number[] = [];
  readonly #items: Items;
  readonly #taskOf: (row: number) => number;
  readonly #rows = new SortedRows();
  readonly #whole: LineTrack;
  #lines: LineTrack[] | null = null;
  /** So many of the rows have been given to packed lines. */
  #given = 0;

  constructor(items: Items, taskOf: (row: number) => number) {
    this.#items = items;
    this.#taskOf = taskOf;
    this.#whole = new LineTrack(items, this.#rows);
  }

  get length(): number {
    return this.#rows.length + this.added.length;
  }

  /** `movedFromNs`: from when on tasks stand on other lines. */
  grow(reach: Reach, movedFromNs: number): void {
    const length = this.#rows.length;
    const first = this.#rows.insert(this.added, this.#items.compare);
    this.added = [];
    if (first < length) this.#whole.revise(reach, this.#rows.at(first));
    const moved = movedFromNs === Infinity ? length : this.#rows.firstWhere((row) => this.#items.startOf(row) >= movedFromNs);
    const from = Math.min(first, moved);
    if (from >= this.#given) return;
    for (const line of this.#lines ?? []) line.cut(reach, this.#rows.at(from));
    this.#given = from;
  }

  whole(reach: Reach): Track {
    return this.#whole.build(reach);
  }

  packed(reach: Reach, lineOf: (task: number) => number, line: number): Track {
    this.#lines ??= Array.from({ length: mostLines }, () => new LineTrack(this.#items));
    for (; this.#given < this.#rows.length; this.#given++) {
      const row = this.#rows.at(this.#given);
      if (!(this.#items.startOf(row) < reach.sealedNs)) break;
      this.#lines[lineOf(this.#taskOf(row))].rows.add(row);
    }
    const last: number[] = [];
    for (let position = this.#given; position < this.#rows.length; position++) {
      const row = this.#rows.at(position);
      if (lineOf(this.#taskOf(row)) === line) last.push(row);
    }
    return this.#lines[line].build(reach, last);
  }

  /** O(rows). */
  only(reach: Reach, belongs: (task: number) => boolean): Track {
    const ids: number[] = [];
    for (let position = 0; position < this.#rows.length; position++) {
      const row = this.#rows.at(position);
      if (belongs(this.#taskOf(row))) ids.push(this.#items.idOf(row));
    }
    return buildTrack(reach.intervals, Uint32Array.from(ids));
  }
}
