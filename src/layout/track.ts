// A track: what stands one after another in a row, with a pyramid above it, so that a window at any zoom costs what it shows and not what it spans.
//
//   level 2      [0                 63] …      longest of 64
//   level 1      [0    7][8   15] …            longest of 8, start, end, weight before
//   items        0 1 2 3 …                     in order of start, and so of end

import type { Times } from '../model/times.ts';
import type { Nanoseconds } from '../model/units.ts';

/** Columns of intervals that tracks refer to by index. */
export interface Intervals {
  readonly start: Times;
  /** NaN: still open. */
  readonly end: Times;
  /** Since when an interval counts as weight: a slice's start; a wait's ready time, NaN when it never became ready. */
  readonly weightFrom: Times;
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
  /** For each level from 1 on, the position in {@link items} of each node's longest. */
  readonly longest: readonly Uint32Array[];
}

export const fanBits = 3;
const fan = 1 << fanBits;

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

/**
 * Builds a track.
 * @param ordered - items by start; those that lie wholly within an earlier one are left out, because it covers them
 * O(items).
 */
export function buildTrack(intervals: Intervals, ordered: Uint32Array): Track {
  const items = withoutCovered(intervals, ordered);
  const blocks = Math.ceil(items.length / fan);
  const blockStart = new Float64Array(blocks);
  const blockEnd = new Float64Array(blocks);
  const weightBefore = new Float64Array(blocks + 1);
  let weight = 0;
  for (let block = 0; block < blocks; block++) {
    const first = block * fan;
    const end = Math.min(first + fan, items.length);
    blockStart[block] = intervals.start.at(items[first]);
    blockEnd[block] = endOf(intervals, items[end - 1]);
    weightBefore[block] = weight;
    for (let i = first; i < end; i++) weight += weightOf(intervals, items[i]);
  }
  weightBefore[blocks] = weight;
  return { intervals, items, blockStart, blockEnd, weightBefore, longest: longestPyramid(intervals, items) };
}

function withoutCovered(intervals: Intervals, ordered: Uint32Array): Uint32Array {
  let kept: Uint32Array | null = null;
  let count = 0;
  let coveredTo = -Infinity;
  for (let i = 0; i < ordered.length; i++) {
    const item = ordered[i];
    const end = endOf(intervals, item);
    if (end < coveredTo || (end === coveredTo && intervals.start.at(item) < coveredTo)) {
      kept ??= ordered.slice();
      continue;
    }
    coveredTo = end;
    if (kept !== null) kept[count] = item;
    count++;
  }
  return kept === null ? ordered : kept.slice(0, count);
}

function longestPyramid(intervals: Intervals, items: Uint32Array): Uint32Array[] {
  const levels: Uint32Array[] = [];
  let below: Uint32Array | null = null;
  let count = items.length;
  do {
    const level = new Uint32Array(Math.ceil(count / fan));
    for (let node = 0; node < level.length; node++) {
      let best = -1;
      let bestDuration = -1;
      for (let child = node * fan; child < Math.min(node * fan + fan, count); child++) {
        const position: number = below === null ? child : below[child];
        const duration = durationOf(intervals, items[position]);
        if (duration > bestDuration) {
          bestDuration = duration;
          best = position;
        }
      }
      level[node] = best;
    }
    levels.push(level);
    below = level;
    count = level.length;
  } while (count > fan);
  return levels;
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
