// Distributions of times: the percentiles are those of the sorted times.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distributionOf } from '../../../src/viewmodel/statistics/distribution.ts';

/** Few different ones among them, as clocks give; NaN is what nobody knows. */
const durations = fc.array(fc.oneof(fc.nat(5), fc.nat(1e9), fc.double({ min: 0, max: 1e12, noNaN: true }), fc.constant(Number.NaN)), {
  maxLength: 300,
});

it('has the nearest ranks of what is known', () => {
  fc.assert(
    fc.property(durations, (given) => {
      const sorted = given.filter((duration) => !Number.isNaN(duration)).toSorted((a, b) => a - b);
      const rank = (part: number): number => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
      const found = distributionOf(Float64Array.from(given), (index) => ({ kind: 'wait', index }));
      expect(found).toMatchObject({ medianNs: rank(0.5), p95Ns: rank(0.95), p99Ns: rank(0.99), maxNs: rank(1) });
      expect(found.counts.reduce((sum, count) => sum + count, 0)).toBe(sorted.length);
    }),
    { numRuns: 500 },
  );
});
