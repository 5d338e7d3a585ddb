// Counters read at regular times, so that several can be looked at side by side.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { type CounterKind, counterKinds } from '../model/vocabulary.ts';

const stepNs = 10e6;
const mostTimes = 5_000;

export interface RegularTimes {
  readonly count: number;
  readonly stepNs: Nanoseconds;
}

/** Every 10 ms, of a long run in 5,000 parts. */
export function regularTimes(durationNs: Nanoseconds): RegularTimes {
  const count = Math.max(1, Math.min(mostTimes, Math.ceil(durationNs / stepNs)));
  return { count, stepNs: durationNs / count };
}

type Sampled = Pick<Trace, 'counters'>;

/** What a series said in the middle of each of the times; 0 where it says nothing. O(samples + times). */
function valuesAt({ counters }: Sampled, series: number, { count, stepNs: step }: RegularTimes): Float64Array {
  const { firstSample, endSample, endNs } = counters.series[series]!;
  const values = new Float64Array(count);
  let sample = firstSample - 1;
  for (let time = 0; time < count; time++) {
    const at = (time + 0.5) * step;
    while (sample + 1 < endSample && counters.fromNs.at(sample + 1) <= at) sample++;
    if (sample >= firstSample && at < endNs) values[time] = counters.value[sample]!;
  }
  return values;
}

/** The sum of several series; all zeros of none. */
export function sumAt(trace: Sampled, series: readonly number[], times: RegularTimes): Float64Array {
  const sum = new Float64Array(times.count);
  for (const one of series) {
    const values = valuesAt(trace, one, times);
    for (let time = 0; time < times.count; time++) sum[time]! += values[time]!;
  }
  return sum;
}

/** Value × time over the whole series: of parts of time, the time. */
export function integralOf({ counters }: Sampled, series: number): number {
  const { firstSample, endSample, endNs } = counters.series[series]!;
  let sum = 0;
  for (let sample = firstSample; sample < endSample; sample++) {
    const end = sample + 1 < endSample ? counters.fromNs.at(sample + 1) : endNs;
    sum += counters.value[sample]! * (end - counters.fromNs.at(sample));
  }
  return sum;
}

/** The series of that kind whose lane `fits`. */
export function seriesWhere({ counters }: Sampled, kind: CounterKind, fits: (lane: number, thread: number) => boolean): readonly number[] {
  return counters.series.flatMap((series, index) =>
    counterKinds[series.kind] === kind && fits(series.lane, series.thread) ? [index] : [],
  );
}
