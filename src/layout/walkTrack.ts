// Walking a track through a window at a resolution: what is a pixel wide or more by itself, what is narrower merged with its neighbours.

import type { Nanoseconds } from '../model/units.ts';
import { endOf, fanBits, type Track, weightOf } from './track.ts';

/** Receives what a walk finds, in order of time. */
export interface TrackSink {
  /** An item at least a step wide. */
  wide(item: number, from: Nanoseconds, to: Nanoseconds): void;
  /**
   * `count` neighbouring items, each narrower than a step, that begin in one cell of the grid of steps: a grid of trace time, so that panning does not regroup them.
   * [from, to) holds them all. It is the cell, less what an earlier thing or a wide one after it takes of it, more what the last item reaches over.
   * @param weight - sum of the items' weights
   * @param longest - the item of the longest duration
   */
  merged(from: Nanoseconds, to: Nanoseconds, weight: Nanoseconds, longest: number, count: number): void;
}

/**
 * Finds everything of a track that touches [from, to], each item once: by itself or in exactly one merged strip.
 * O(8 · levels · (to − from) ∕ step), however many items the window holds.
 */
export function walkTrack(track: Track, from: Nanoseconds, to: Nanoseconds, step: Nanoseconds, sink: TrackSink): void {
  new TrackWalk(track, from, to, step, sink).run();
}

class TrackWalk {
  readonly #track: Track;
  readonly #from: Nanoseconds;
  readonly #to: Nanoseconds;
  readonly #step: Nanoseconds;
  readonly #sink: TrackSink;
  // The strip being gathered; none while its count is 0.
  #count = 0;
  #cell = 0;
  #start = 0;
  #end = 0;
  #weight = 0;
  #longest = 0;
  #longestDuration = 0;
  /** Where the last thing that was handed out ends. */
  #taken = -Infinity;

  constructor(track: Track, from: Nanoseconds, to: Nanoseconds, step: Nanoseconds, sink: TrackSink) {
    this.#track = track;
    this.#from = from;
    this.#to = to;
    this.#step = step;
    this.#sink = sink;
  }

  run(): void {
    const { levels } = this.#track;
    const top = levels.length;
    for (let node = 0; node < levels[top - 1].longest.length; node++) this.#visit(top, node);
    this.#flush(Infinity);
  }

  #visit(level: number, node: number): void {
    const { blockStart, blockEnd, levels, items } = this.#track;
    const shift = (level - 1) * fanBits;
    const firstBlock = node << shift;
    const endBlock = Math.min((node + 1) << shift, blockStart.length);
    const start = blockStart[firstBlock];
    const end = blockEnd[endBlock - 1];
    if (end < this.#from || start > this.#to) return;
    if (end - start < this.#step) {
      const weight = this.#track.weightBefore[endBlock] - this.#track.weightBefore[firstBlock];
      const count = Math.min(endBlock << fanBits, items.length) - (firstBlock << fanBits);
      const { longest, durationNs } = levels[level - 1];
      this.#gather(start, end, weight, items[longest[node]], durationNs[node], count);
      return;
    }
    if (level === 1) {
      this.#visitItems(firstBlock << fanBits);
      return;
    }
    const endChild = Math.min((node + 1) << fanBits, levels[level - 2].longest.length);
    for (let child = node << fanBits; child < endChild; child++) this.#visit(level - 1, child);
  }

  #visitItems(first: number): void {
    const { intervals, items } = this.#track;
    const last = Math.min(first + (1 << fanBits), items.length);
    for (let i = first; i < last; i++) {
      const item = items[i];
      const start = intervals.start.at(item);
      const end = endOf(intervals, item);
      if (end < this.#from) continue;
      if (start > this.#to) return;
      if (end - start >= this.#step) {
        this.#flush(start);
        this.#sink.wide(item, start, end);
        this.#taken = end;
      } else {
        this.#gather(start, end, weightOf(intervals, item), item, end - start, 1);
      }
    }
  }

  #gather(start: Nanoseconds, end: Nanoseconds, weight: Nanoseconds, longest: number, duration: Nanoseconds, count: number): void {
    const cell = Math.floor(start / this.#step);
    if (this.#count > 0 && cell !== this.#cell) this.#flush(start);
    if (this.#count === 0) {
      this.#cell = cell;
      this.#start = Math.min(start, Math.max(cell * this.#step, this.#taken));
      this.#end = end;
      this.#weight = weight;
      this.#longest = longest;
      this.#longestDuration = duration;
      this.#count = count;
      return;
    }
    if (end > this.#end) this.#end = end;
    this.#weight += weight;
    this.#count += count;
    if (duration > this.#longestDuration) {
      this.#longest = longest;
      this.#longestDuration = duration;
    }
  }

  #flush(nextStart: Nanoseconds): void {
    if (this.#count === 0) return;
    this.#taken = Math.max(this.#end, Math.min((this.#cell + 1) * this.#step, nextStart));
    this.#sink.merged(this.#start, this.#taken, this.#weight, this.#longest, this.#count);
    this.#count = 0;
  }
}
