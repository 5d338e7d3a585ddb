// Distributions of times: buckets that double, exact percentiles, an example in each bucket.

import type { Nanoseconds } from '../../model/units.ts';
import type { Distribution, Selection } from '../../protocol/timelineSource.ts';
import { selectRank } from './selectRank.ts';

const firstBoundNs = 1_000;
const mostBuckets = 40;

/** @param durations - one for each index of what they measure; NaN is left out. O(n) on average */
export function distributionOf(durations: Float64Array, select: (index: number) => Selection): Distribution {
  const counts = new Array<number>(mostBuckets).fill(0);
  const examples = new Array<Selection | null>(mostBuckets).fill(null);
  const known = new Float64Array(durations.length);
  let length = 0;
  for (let index = 0; index < durations.length; index++) {
    const duration = durations[index];
    if (Number.isNaN(duration)) continue;
    known[length++] = duration;
    const bucket = bucketOf(duration);
    counts[bucket]++;
    examples[bucket] ??= select(index);
  }
  const [medianNs, p95Ns, p99Ns, maxNs] = percentiles(known.subarray(0, length), [0.5, 0.95, 0.99, 1]);
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
    medianNs,
    p95Ns,
    p99Ns,
    maxNs,
  };
}

/** The first bucket whose bound is not below the duration. */
function bucketOf(duration: Nanoseconds): number {
  if (duration <= firstBoundNs) return 0;
  return Math.min(mostBuckets - 1, Math.ceil(Math.log2(duration / firstBoundNs)));
}

/** Nearest rank of each part, from the least part on; NaN of nothing. Reorders the values. */
function percentiles(values: Float64Array, parts: readonly number[]): Nanoseconds[] {
  let low = 0;
  return parts.map((part) => {
    if (values.length === 0) return Number.NaN;
    const rank = Math.max(0, Math.ceil(part * values.length) - 1);
    const value = selectRank(values, rank, low);
    low = rank;
    return value;
  });
}
