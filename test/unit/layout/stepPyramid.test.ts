// Steps seen from afar: what the pyramid says of a time is what looking at each step would say.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StepPyramid } from '../../../src/layout/stepPyramid.ts';

const steps = fc.array(fc.record({ length: fc.integer({ min: 1, max: 20 }), value: fc.nat(100) }), { maxLength: 700 }).map((list) => {
  const fromNs = new Float64Array(list.length);
  let at = 10;
  list.forEach(({ length }, step) => {
    fromNs[step] = at;
    at += length;
  });
  return new StepPyramid(
    fromNs,
    Float64Array.from(list, ({ value }) => value),
    at,
  );
});

/** By walking all of them. */
function walk({ fromNs, value, endNs }: StepPyramid, from: number, to: number): { low: number; high: number; sum: number; length: number } {
  const all = { low: Infinity, high: -Infinity, sum: 0, length: 0 };
  value.forEach((now, step) => {
    const length = Math.min(to, fromNs[step + 1] ?? endNs) - Math.max(from, fromNs[step]!);
    if (length <= 0) return;
    all.low = Math.min(all.low, now);
    all.high = Math.max(all.high, now);
    all.sum += now * length;
    all.length += length;
  });
  return all;
}

describe('a pyramid of steps', () => {
  it('knows the least, the most and the mean of any time', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -50, max: 8000 }), fc.integer({ min: 0, max: 8000 }), (pyramid, from, length) => {
        const range = pyramid.range(from, from + length);
        const { low, high, sum, length: known } = walk(pyramid, from, from + length);
        if (known === 0) {
          expect(range).toBeNull();
          return;
        }
        expect([range?.low, range?.high]).toEqual([low, high]);
        expect(range?.mean).toBeCloseTo(sum / known, 6);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the step that holds at a time', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -50, max: 8000 }), (pyramid, at) => {
        expect(pyramid.stepAt(at)).toBe(pyramid.fromNs.findLastIndex((from) => from <= at));
      }),
    );
  });
});
