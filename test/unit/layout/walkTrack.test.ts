// Level of detail loses nothing: every interval in a window is there once, by itself or in one strip, and strips weigh what they hold.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexes } from '../../../src/analysis/orderByTime.ts';
import { buildTrack } from '../../../src/layout/growingTrack.ts';
import { type Intervals, type Track, totalWeight, weightUntil } from '../../../src/layout/track.ts';
import { walkTrack } from '../../../src/layout/walkTrack.ts';
import { Times } from '../../../src/model/times.ts';

interface Found {
  readonly wide: { readonly item: number; readonly from: number; readonly to: number }[];
  readonly merged: {
    readonly from: number;
    readonly to: number;
    readonly weight: number;
    readonly longest: number;
    readonly count: number;
  }[];
}

function trackOf(pairs: readonly (readonly [start: number, end: number])[]): Track {
  const start = Times.of(Float64Array.from(pairs, ([from]) => from));
  const intervals: Intervals = { start, end: Times.of(Float64Array.from(pairs, ([, to]) => to)), weightFrom: start, openEnd: 1e9 };
  return buildTrack(intervals, indexes(0, pairs.length));
}

function walk(track: Track, from: number, to: number, step: number): Found {
  const found: Found = { wide: [], merged: [] };
  walkTrack(track, from, to, step, {
    wide: (item, start, end) => found.wide.push({ item, from: start, to: end }),
    merged: (start, end, weight, longest, count) => found.merged.push({ from: start, to: end, weight, longest, count }),
  });
  return found;
}

/** Alternating gaps and lengths, many of them zero or tiny, some long. */
const length = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 400 }));
const someTrack = fc.array(fc.tuple(length, length), { minLength: 1, maxLength: 300 }).map((parts) => {
  let at = 0;
  return parts.map(([gap, width]): [number, number] => {
    const start = at + gap;
    at = start + width;
    return [start, at];
  });
});
const someWindow = fc.record({
  from: fc.integer({ min: 0, max: 20_000 }),
  span: fc.integer({ min: 1, max: 40_000 }),
  step: fc.constantFrom(0.5, 1, 7, 64, 1_000, 50_000),
});

describe('walkTrack', () => {
  it('gives what is a step wide by itself and merges what is narrower', () => {
    const { wide, merged } = walk(
      trackOf([
        [0, 1],
        [2, 3],
        [10, 30],
        [31, 32],
      ]),
      0,
      100,
      10,
    );
    expect(wide).toEqual([{ item: 2, from: 10, to: 30 }]);
    expect(merged).toEqual([
      { from: 0, to: 10, weight: 2, longest: 0, count: 2 },
      { from: 30, to: 40, weight: 1, longest: 3, count: 1 },
    ]);
  });
  it('finds an interval that spans the whole window', () => {
    expect(walk(trackOf([[0, 1_000]]), 400, 410, 1).wide).toHaveLength(1);
  });
  it('leaves out what another covers', () => {
    expect(
      trackOf([
        [0, 10],
        [2, 5],
        [10, 12],
      ]).items,
    ).toEqual(Uint32Array.of(0, 2));
  });
  it('law: every interval a step wide that touches the window is there by itself', () => {
    fc.assert(
      fc.property(someTrack, someWindow, (pairs, { from, span, step }) => {
        const expected = pairs.flatMap(([start, end], item) => (end - start >= step && end >= from && start <= from + span ? [item] : []));
        expect(walk(trackOf(pairs), from, from + span, step).wide.map(({ item }) => item)).toEqual(expected);
      }),
    );
  });
  it('law: over the whole time every narrower interval is counted once and strips weigh what they hold', () => {
    fc.assert(
      fc.property(someTrack, fc.constantFrom(0.5, 1, 7, 64, 1_000, 50_000), (pairs, step) => {
        const narrow = pairs.filter(([start, end]) => end - start < step);
        const { merged } = walk(trackOf(pairs), 0, 1e6, step);
        expect(merged.reduce((sum, { count }) => sum + count, 0)).toBe(narrow.length);
        expect(merged.reduce((sum, { weight }) => sum + weight, 0)).toBe(narrow.reduce((sum, [start, end]) => sum + end - start, 0));
      }),
    );
  });
  it('law: in a window every narrow interval lies within one strip, no strip is emptier or fuller than its time, and none overlap', () => {
    fc.assert(
      fc.property(someTrack, someWindow, (pairs, { from, span, step }) => {
        const { wide, merged } = walk(trackOf(pairs), from, from + span, step);
        for (const [start, end] of pairs) {
          if (end - start >= step || end < from || start > from + span) continue;
          expect(merged.some((strip) => strip.from <= start && end <= strip.to)).toBe(true);
        }
        for (const strip of merged) {
          expect(strip.weight).toBeLessThanOrEqual(strip.to - strip.from);
          expect(strip.to - strip.from).toBeLessThan(2 * step + 1e-6);
        }
        const all = [...wide, ...merged].sort((a, b) => a.from - b.from || a.to - b.to);
        for (let i = 1; i < all.length; i++) expect(all[i].from).toBeGreaterThanOrEqual(all[i - 1].to);
      }),
    );
  });
  it('law: panning does not regroup what stays in sight', () => {
    fc.assert(
      fc.property(someTrack, fc.integer({ min: 0, max: 5_000 }), (pairs, shift) => {
        const step = 64;
        const track = trackOf(pairs);
        const inside = (found: Found): unknown => found.merged.filter((strip) => strip.from >= shift + 2 * step && strip.to <= 10_000);
        expect(inside(walk(track, shift, 20_000, step))).toEqual(inside(walk(track, 0, 20_000, step)));
      }),
    );
  });
});

describe('weightUntil', () => {
  it('law: equals the time that intervals ran before a point', () => {
    fc.assert(
      fc.property(someTrack, fc.integer({ min: 0, max: 30_000 }), (pairs, at) => {
        const expected = pairs.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, at) - start), 0);
        expect(weightUntil(trackOf(pairs), at)).toBe(expected);
      }),
    );
  });
  it('reaches the total at the end', () => {
    const track = trackOf([
      [0, 5],
      [10, 12],
    ]);
    expect([weightUntil(track, 1e9), totalWeight(track)]).toEqual([7, 7]);
  });
});
