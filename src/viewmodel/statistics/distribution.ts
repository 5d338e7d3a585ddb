// Distributions of times: buckets that double, exact percentiles, an example in each bucket.

import type { Nanoseconds } from '../../model/units.ts';
import type { Distribution, Selection } from '../../protocol/timelineSource.ts';

const firstBoundNs = 1_000;
const mostBuckets = 40;

/** @param durations - one for each index of what they measure; NaN is left out. O(n log n) */
export function distributionOf(durations: Float64Array, select: (index: number) => Selection): Distribution {
  const counts = new Array<number>(mostBuckets).fill(0);
  const examples = new Array<Selection | null>(mostBuckets).fill(null);
  for (let index = 0; index < durations.length; index++) {
    if (Number.isNaN(durations[index])) continue;
    const bucket = bucketOf(durations[index]);
    counts[bucket]++;
    examples[bucket] ??= select(index);
  }
  const sorted = durations.filter((duration) => !Number.isNaN(duration)).sort();
  const first = Math.max(
    0,
    counts.findIndex((count) => count > 0),
  );
  const end = counts.findLastIndex((count) => count > 0) + 1;
  const bounds = counts.map((_, bucket): Nanoseconds => firstBoundNs * 2 ** bucket);
  return {
    boundsNs: bounds.slice(first, end),
    counts: counts.slice(first, end),
    examples: examples.slice(first, end),
    medianNs: percentile(sorted, 0.5),
    p95Ns: percentile(sorted, 0.95),
    p99Ns: percentile(sorted, 0.99),
    maxNs: sorted.at(-1) ?? Number.NaN,
  };
}

/** The first bucket whose bound is not below the duration. */
function bucketOf(duration: Nanoseconds): number {
  if (duration <= firstBoundNs) return 0;
  return Math.min(mostBuckets - 1, Math.ceil(Math.log2(duration / firstBoundNs)));
}

/** Nearest rank; NaN of nothing. */
function percentile(sorted: Float64Array, part: number): Nanoseconds {
  return sorted.length === 0 ? Number.NaN : sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}
