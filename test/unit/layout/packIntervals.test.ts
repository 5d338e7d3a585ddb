// Packing uses as few lines as intervals overlap, and never lets two overlap on one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packIntervals } from '../../../src/layout/packIntervals.ts';

type Interval = readonly [start: number, end: number];

function pack(intervals: readonly Interval[]): { readonly line: number[]; readonly lines: number } {
  const { line, lines } = packIntervals(
    Float64Array.from(intervals, ([start]) => start),
    Float64Array.from(intervals, ([, end]) => end),
  );
  return { line: [...line], lines };
}

/** Intervals that hold a point between `at` and what follows it: half open, as packing sees them. */
function mostOverlapping(intervals: readonly Interval[]): number {
  return Math.max(
    0,
    ...intervals.map(([at]) => intervals.filter(([start, end]) => start <= at && (at < end || (at === start && start === end))).length),
  );
}

const someIntervals = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })), { maxLength: 60 })
  .map((pairs) => pairs.map(([start, length]): Interval => [start, start + length]).sort((a, b) => a[0] - b[0]));

describe('packIntervals', () => {
  it('puts an interval on the lowest line that is free', () => {
    //  0 ####  ####
    //  1   ######
    expect(
      pack([
        [0, 4],
        [2, 8],
        [6, 10],
      ]),
    ).toEqual({ line: [0, 1, 0], lines: 2 });
  });
  it('fills the upper lines first when several are free', () => {
    expect(
      pack([
        [0, 4],
        [1, 3],
        [1, 4],
        [5, 6],
      ]).line,
    ).toEqual([0, 1, 2, 0]);
  });
  it('lets an interval follow directly on another', () => {
    expect(
      pack([
        [0, 4],
        [4, 8],
      ]).lines,
    ).toBe(1);
  });
  it('law: no two intervals of a line overlap', () => {
    fc.assert(
      fc.property(someIntervals, (intervals) => {
        const { line } = pack(intervals);
        const ends = new Map<number, number>();
        intervals.forEach(([start, end], i) => {
          expect(start).toBeGreaterThanOrEqual(ends.get(line[i]) ?? -1);
          ends.set(line[i], end);
        });
      }),
    );
  });
  it('law: it uses exactly as many lines as intervals overlap at most', () => {
    fc.assert(
      fc.property(someIntervals, (intervals) => {
        expect(pack(intervals).lines).toBe(mostOverlapping(intervals));
      }),
    );
  });
});
