// Counters: what was measured again and again, such as the memory of a process, as steps over time.

import { Times } from './times.ts';
import type { Nanoseconds } from './units.ts';

/**
 * All samples of a trace, those of one series behind one another. A sample's value holds from its time to that of the next of its series,
 * the last one's to {@link CounterSeries.endNs}. A value that is a rate is the mean of just that time.
 */
export interface CounterTable {
  /** By lane, then in the order in which they are drawn on it. */
  readonly series: readonly CounterSeries[];
  readonly count: number;
  /** Never decreases within a series. */
  readonly fromNs: Times;
  /** In the unit of the series' kind. */
  readonly value: Float64Array;
}

export interface CounterSeries {
  /** Lane of kind system. */
  readonly lane: number;
  /** Code in counterKinds. */
  readonly kind: number;
  /** Thread whose state it is; −1 when it is not that of a JavaScript thread. */
  readonly thread: number;
  /** Its samples are [firstSample, endSample). */
  readonly firstSample: number;
  readonly endSample: number;
  readonly endNs: Nanoseconds;
}

/** Lane of a process's libuv pool: its requests are on it, its threads below it. */
export const poolLaneName = 'libuv pool';

/** Of a trace in which nothing was measured. */
export const noCounters: CounterTable = { series: [], count: 0, fromNs: Times.of(new Float64Array(0)), value: new Float64Array(0) };

/** Records hold integers: a value in its unit is the recorded one times this. */
export const counterScale = {
  /** Parts of one and processors: in steps of a ten-thousandth. */
  part: 1e-4,
  whole: 1,
} as const;
