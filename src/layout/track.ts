// A track: what stands one after another in a row, with a pyramid above it, so that a window at any zoom costs what it shows and not what it spans.
//
//   level 2      [0                 63] …      longest of 64
//   level 1      [0    7][8   15] …            longest of 8, start, end, weight before
//   items        0 1 2 3 …                     in order of start, and so of end

import type { Nanoseconds } from '../model/units.ts';

/** Times by index; NaN for one that is not known. */
export interface TimeColumn {
  at(row: number): Nanoseconds;
}

/** Columns of intervals that tracks refer to by index. */
export interface Intervals {
  readonly start: TimeColumn;
  /** NaN: still open. */
  readonly end: TimeColumn;
  /** Since when an interval counts as weight: a slice's start; a wait's ready time, NaN when it never became ready. */
  readonly weightFrom: TimeColumn;
  /** The end of those that are open, and the latest end of all. */
  readonly openEnd: Nanoseconds;
}

export interface Track {
  readonly intervals: Intervals;
  /** Indexes into {@link intervals}; starts and ends both never decrease. */
  readonly items: Uint32Array;
  readonly blockStart: Float64Array;
  readonly blockEnd: Float64Array;
  /** Sum of the weights of all items before a block; one more entry for the total. */
  readonly weightBefore: Float64Array;
  /** From level 1 on. */
  readonly levels: readonly Level[];
}

/** The nodes of one level. */
export interface Level {
  /** Of each the position in {@link Track.items} of its longest. */
  readonly longest: Uint32Array;
  /** How long that is. */
  readonly durationNs: Float64Array;
}

export const fanBits = 3;
export const fan: number = 1 << fanBits;

export function endOf(intervals: Intervals, item: number): Nanoseconds {
  const end = intervals.end.at(item);
  // An open end is NaN, of which no comparison holds.
  if (end <= intervals.openEnd) return end;
  return intervals.openEnd;
}

export function weightOf(intervals: Intervals, item: number): Nanoseconds {
  const weight = endOf(intervals, item) - intervals.weightFrom.at(item);
  if (weight > 0) return weight;
  return 0;
}

export function durationOf(intervals: Intervals, item: number): Nanoseconds {
  return endOf(intervals, item) - intervals.start.at(item);
}

/** Weight of all items, in nanoseconds. */
export function totalWeight(track: Track): Nanoseconds {
  return track.weightBefore[track.blockStart.length];
}

/** Weight of the part of a track before `at`, an item that spans it counted in part. For tracks whose items do not overlap and weigh their whole length. O(log items). */
export function weightUntil(track: Track, at: Nanoseconds): Nanoseconds {
  const block = lastAtOrBefore(track.blockStart, at);
  if (block < 0) return 0;
  let weight = track.weightBefore[block];
  for (let i = block * fan; i < Math.min(block * fan + fan, track.items.length); i++) {
    const start = track.intervals.start.at(track.items[i]);
    if (start >= at) break;
    weight += Math.min(endOf(track.intervals, track.items[i]), at) - start;
  }
  return weight;
}

/** Index of the last value that is not after `at` in a column that never decreases; −1 when all are. */
function lastAtOrBefore(column: Float64Array, at: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
