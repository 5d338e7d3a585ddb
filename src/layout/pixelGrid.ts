// One row of pixels that several tracks add their running time to.

import type { Nanoseconds } from '../model/units.ts';
import type { TileWindow } from './tileWindow.ts';
import { durationOf, type Track } from './track.ts';
import { walkTrack } from './walkTrack.ts';

export class PixelGrid {
  readonly #window: TileWindow;
  readonly #firstCell: number;
  readonly #weight: Float64Array;
  readonly #count: Uint32Array;
  readonly #longest: Uint32Array;
  readonly #longestDuration: Float64Array;

  constructor(window: TileWindow) {
    this.#window = window;
    this.#firstCell = Math.floor(window.fromNs / window.stepNs);
    const cells = Math.floor(window.toNs / window.stepNs) - this.#firstCell + 1;
    this.#weight = new Float64Array(cells);
    this.#count = new Uint32Array(cells);
    this.#longest = new Uint32Array(cells);
    this.#longestDuration = new Float64Array(cells).fill(-Infinity);
  }

  addTrack(track: Track): void {
    const { fromNs, toNs, stepNs } = this.#window;
    walkTrack(track, fromNs, toNs, stepNs, {
      wide: (item, from, to) => this.#add(from, to, to - from, item, durationOf(track.intervals, item), 1),
      merged: (from, to, weight, item, count) => this.#add(from, to, weight, item, durationOf(track.intervals, item), count),
    });
  }

  /** Spreads a weight evenly over the cells that [from, to) touches. */
  #add(from: Nanoseconds, to: Nanoseconds, weight: Nanoseconds, item: number, duration: Nanoseconds, count: number): void {
    const step = this.#window.stepNs;
    const first = Math.max(0, Math.floor(from / step) - this.#firstCell);
    const last = Math.min(this.#weight.length - 1, Math.max(first, Math.ceil(to / step) - 1 - this.#firstCell));
    const density = to > from ? weight / (to - from) : 0;
    for (let cell = first; cell <= last; cell++) {
      const start = (cell + this.#firstCell) * step;
      this.#weight[cell] += density * Math.max(0, Math.min(to, start + step) - Math.max(from, start));
      this.#count[cell] += count;
      if (duration <= this.#longestDuration[cell]) continue;
      this.#longestDuration[cell] = duration;
      this.#longest[cell] = item;
    }
  }

  /** Cells in which something ran, neighbours that look alike together. */
  forEachRun(visit: (from: Nanoseconds, to: Nanoseconds, weight: Nanoseconds, longest: number, count: number) => void): void {
    const step = this.#window.stepNs;
    let cell = 0;
    while (cell < this.#count.length) {
      const first = cell++;
      if (this.#count[first] === 0) continue;
      while (cell < this.#count.length && this.#looksLike(cell, first)) cell++;
      const start = (first + this.#firstCell) * step;
      visit(start, start + (cell - first) * step, this.#weight[first] * (cell - first), this.#longest[first], this.#count[first]);
    }
  }

  #looksLike(cell: number, other: number): boolean {
    const close = Math.abs(this.#weight[cell] - this.#weight[other]) < this.#window.stepNs / 512;
    return close && this.#count[cell] === this.#count[other] && this.#longest[cell] === this.#longest[other];
  }
}
