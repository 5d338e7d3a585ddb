// The counters of each lane as they are drawn: layers upon one another, and the value at which the row is full.

import type { Trace } from '../model/trace.ts';
import { type CounterKind, counterKinds } from '../model/vocabulary.ts';
import { formatBytes, formatCount, formatDuration, formatPercent } from './format.ts';
import { fixed } from './numberMarks.ts';
import { say, sayQuantity } from './say.ts';
import { StepPyramid } from './stepPyramid.ts';

/** `part`: of one thread's time; `processors`: how many of them. */
export type CounterUnit = 'part' | 'processors' | 'bytes' | 'time' | 'requests';

export interface CounterLayer {
  readonly kind: CounterKind;
  readonly steps: StepPyramid;
}

export interface CounterTrack {
  /** The lowest first; each stands upon those before it. */
  readonly layers: readonly CounterLayer[];
  readonly unit: CounterUnit;
  /** The value at the upper edge. */
  readonly top: number;
  /** What the row says beside its name. */
  readonly facts: string;
}

export class CounterTracks {
  readonly #trace: Pick<Trace, 'counters' | 'lanes' | 'header'>;
  /** By lane: its series, in the order of the table. */
  readonly #series = new Map<number, number[]>();
  readonly #tracks = new Map<number, CounterTrack>();

  /** O(series). */
  constructor(trace: Pick<Trace, 'counters' | 'lanes' | 'header'>) {
    this.#trace = trace;
    for (const [index, { lane }] of trace.counters.series.entries()) {
      const known = this.#series.get(lane);
      if (known === undefined) this.#series.set(lane, [index]);
      else known.push(index);
    }
  }

  has(lane: number): boolean {
    return this.#series.has(lane);
  }

  /** Made when it is first asked for, O(its samples); undefined for a lane without counters. */
  of(lane: number): CounterTrack | undefined {
    const known = this.#tracks.get(lane);
    if (known !== undefined) return known;
    const series = this.#series.get(lane);
    if (series === undefined) return undefined;
    const track = this.#build(lane, series);
    this.#tracks.set(lane, track);
    return track;
  }

  #build(lane: number, series: readonly number[]): CounterTrack {
    const { counters, lanes, header } = this.#trace;
    const layers = series.map((index): CounterLayer => {
      const { kind, firstSample, endSample, endNs } = counters.series[index];
      const fromNs = Float64Array.from({ length: endSample - firstSample }, (_, at) => counters.fromNs.at(firstSample + at));
      return { kind: counterKinds[kind], steps: new StepPyramid(fromNs, counters.value.subarray(firstSample, endSample), endNs) };
    });
    const above = lanes[lanes[lane].parent]?.kind;
    const unit = unitOf(layers[0].kind, above === 'system');
    const isMachine = above === 'machine' && unit === 'processors';
    const most = mostOf(layers);
    return { layers, unit, top: isMachine ? header.machine.cpus : topOf(unit, most), facts: factsOf(layers, unit, most) };
  }
}

function unitOf(kind: CounterKind, isThread: boolean): CounterUnit {
  switch (kind) {
    case 'memory':
    case 'heap':
      return 'bytes';
    case 'eventLoopDelay':
      return 'time';
    case 'poolBusy':
    case 'poolQueued':
      return 'requests';
    case 'eventLoop':
      return 'part';
    default:
      return isThread ? 'part' : 'processors';
  }
}

/** The highest that the layers reach together, at the ends of the lowest one's steps. */
function mostOf(layers: readonly CounterLayer[]): number {
  let most = 0;
  for (const { steps } of layers) {
    for (const at of steps.fromNs) most = Math.max(most, stackedAt(layers, at));
  }
  return most;
}

function stackedAt(layers: readonly CounterLayer[], atNs: number): number {
  return layers.reduce((sum, { steps }) => sum + (atNs < steps.endNs ? (steps.value[steps.stepAt(atNs)] ?? 0) : 0), 0);
}

function topOf(unit: CounterUnit, most: number): number {
  if (unit === 'part') return 1;
  if (unit === 'processors' || unit === 'requests') return Math.max(1, Math.ceil(most));
  return roundUp(most);
}

/** The next of 1, 1.5, 2, 3, 5, 7.5 times a power of ten: a scale that a person can read, of which at least two thirds are used. */
function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 1.5, 2, 3, 5, 7.5].find((step) => step * power >= value) ?? 10);
}

/** A value of a counter as a person reads it: `42 %`, `1.84`, `87.3 MB`, `12.4 ms`. */
export function formatCounter(unit: CounterUnit, value: number): string {
  switch (unit) {
    case 'part':
      return formatPercent(value);
    case 'processors':
      return Number.isInteger(value) ? formatCount(value) : fixed(value, 2);
    case 'bytes':
      return formatBytes(value);
    case 'time':
      return formatDuration(value);
    case 'requests':
      return Number.isInteger(value) ? formatCount(value) : fixed(value, 1);
  }
}

/** The mean where the scale is fixed, else the most; of stacked processors and threads the most of the lowest layer. */
function factsOf(layers: readonly CounterLayer[], unit: CounterUnit, most: number): string {
  const { steps } = layers[0];
  const all = steps.range(steps.startNs, steps.endNs);
  if (all === null) return '';
  if (unit === 'part') return formatCounter(unit, all.mean);
  if (unit === 'processors') return say('max {0} CPUs', formatCounter(unit, all.high));
  return say('max {0}', unit === 'requests' ? sayQuantity(most, 'request', 'requests') : formatCounter(unit, most));
}
