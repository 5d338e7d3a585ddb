// Radix sorting by time equals sorting by comparison.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexes, orderByTime } from '../../../src/analysis/orderByTime.ts';
import { Times } from '../../../src/model/times.ts';

function compare(times: Float64Array): number[] {
  return [...times.keys()].sort((a, b) => times[a] - times[b] || a - b);
}

it('law: few items are in order of time, equal times in order of index', () => {
  const times = fc
    .array(
      fc.double({ min: 0, max: 1e12, noNaN: true }).map((t) => (t > 5e11 ? Math.round(t) : t)),
      { maxLength: 50 },
    )
    .map((list) => Float64Array.from(list));
  fc.assert(
    fc.property(times, (column) => {
      expect([...orderByTime(Times.of(column), indexes(0, column.length))]).toEqual(compare(column));
    }),
  );
});

it('law: so are many, with fractions, ties and wide ranges', () => {
  const many = fc.record({ seed: fc.integer({ min: 1, max: 1e6 }), span: fc.constantFrom(10, 5e3, 1e7, 1e10, 1e14), whole: fc.boolean() });
  fc.assert(
    fc.property(many, ({ seed, span, whole }) => {
      let state = seed;
      const column = Float64Array.from({ length: 1_500 }, () => {
        state = (state * 48_271) % 2_147_483_647;
        const time = (state / 2_147_483_647) * span;
        return whole ? Math.floor(time) : time;
      });
      expect([...orderByTime(Times.of(column), indexes(0, column.length))]).toEqual(compare(column));
    }),
    { numRuns: 30 },
  );
});

it('leaves what it was given untouched', () => {
  const items = Uint32Array.of(1, 0);
  orderByTime(Times.of(Float64Array.of(1, 2)), items);
  expect([...items]).toEqual([1, 0]);
});
