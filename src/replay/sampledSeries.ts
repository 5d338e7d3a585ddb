// The counters of one segment, as its records tell them.

import { TraceFormatError } from '../model/errors.ts';
import { type CounterKind, counterKinds } from '../model/vocabulary.ts';

export interface SampledSeries {
  readonly kind: CounterKind;
  /** 0: of the machine, or of the segment's own thread. */
  readonly pid: number;
  /** 0: of the whole process, or of the segment's own thread. */
  readonly osThread: number;
  readonly name: string;
  /** When each value begins to hold. */
  readonly fromNs: number[];
  /** As recorded, in whole numbers. */
  readonly value: number[];
  /** Of the last record that told a value. */
  lastNs: number;
  /** When it was told to end; NaN while it goes on. */
  endNs: number;
}

const rates: ReadonlySet<CounterKind> = new Set(['running', 'runnable', 'eventLoop']);

/** Whether a sample is the mean since the one before it, and not what was found at its time. */
export function isRate(kind: CounterKind): boolean {
  return rates.has(kind);
}

/** Series by id; records that name none, or a kind that is not known, are passed over. O(1) a record. */
export class SegmentCounters {
  readonly series: SampledSeries[] = [];
  /** By series id. */
  readonly #byId: (SampledSeries | null)[] = [null];
  #told = 0;

  define(time: number, kindCode: number, pid: number, osThread: number, name: string): void {
    if (++this.#told < this.#byId.length) return;
    const kind = counterKinds[kindCode];
    const series = kind === undefined ? null : { kind, pid, osThread, name, fromNs: [], value: [], lastNs: time, endNs: Number.NaN };
    this.#byId.push(series);
    if (series !== null) this.series.push(series);
  }

  /** So many series have been told; what follows may be told again. @throws TraceFormatError when they never were */
  tellFrom(series: number): void {
    if (series >= this.#byId.length)
      throw new TraceFormatError('TRACE_DAMAGED', `a checkpoint: expected at most ${this.#byId.length - 1} series, found ${series}`);
    this.#told = series;
  }

  sample(time: number, id: number, value: number): void {
    const series = this.#byId[id];
    if (series == null || !Number.isNaN(series.endNs)) return;
    const fromNs = isRate(series.kind) ? series.lastNs : time;
    series.lastNs = time;
    // What goes on as it was is one step.
    if (series.value.at(-1) === value) return;
    if (isRate(series.kind) && fromNs === time) return;
    // Of two values at one time the later holds.
    if (series.fromNs.at(-1) !== fromNs) series.fromNs.push(fromNs);
    series.value[series.fromNs.length - 1] = value;
  }

  end(time: number, id: number): void {
    const series = this.#byId[id];
    if (series != null && Number.isNaN(series.endNs)) series.endNs = time;
  }
}
