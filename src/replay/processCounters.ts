// Which counters belong to which process and thread: those of the host's sampler and those that threads told of themselves.

import type { CounterKind } from '../model/vocabulary.ts';
import type { KnownProcess } from './processes.ts';
import { isRate, type SampledSeries } from './sampledSeries.ts';
import type { ThreadReplay } from './threadReplay.ts';

/** A series with what its values mean and how long the last one holds. */
export interface PlacedSeries {
  readonly kind: CounterKind;
  readonly fromNs: readonly number[];
  readonly value: readonly number[];
  readonly endNs: number;
}

export interface ThreadCounters {
  /** What the system calls it. */
  readonly name: string;
  readonly series: readonly PlacedSeries[];
}

export interface ProcessCounters {
  readonly whole: readonly PlacedSeries[];
  /** By the process's own list of threads. */
  readonly threads: readonly (readonly PlacedSeries[])[];
  /** Threads that run no JavaScript of the program: libuv's pool, V8's helpers. In the order in which they came. */
  readonly others: readonly ThreadCounters[];
}

export interface MachineCounters {
  readonly machine: readonly PlacedSeries[];
  /** By process. */
  readonly processes: readonly ProcessCounters[];
}

/** O(series · threads of a process). */
export function placeCounters(processes: readonly KnownProcess[], samplers: readonly ThreadReplay[]): MachineCounters {
  const sampled = samplers.flatMap(({ counters, state }) =>
    counters.series.map((series) => ({ ...place(series, state.nowNs), of: series })),
  );
  return {
    machine: sampled.filter(({ of }) => of.pid === 0),
    processes: processes.map((process) => {
      const own = sampled.filter(({ of, fromNs }) => of.pid === process.pid && isOfLife(processes, process, fromNs));
      const osThreads = process.threads.map(({ header }) => header.osThread ?? 0);
      // What a thread tells at times of its own choosing is known up to its last word; what it found goes on.
      const told = process.threads.map(({ replay }) =>
        replay.counters.series.map((series) => place(series, isRate(series.kind) ? series.lastNs : replay.state.nowNs)),
      );
      // Where the host could not look, the main thread told what is the process's.
      const isOfProcess = ({ kind }: PlacedSeries): boolean => kind === 'running' || kind === 'memory';
      return {
        whole: [...own.filter(({ of }) => of.osThread === 0), ...told.flat().filter(isOfProcess)].map((one) => lasting(one, process)),
        threads: told.map((series, thread) => [
          ...own.filter(({ of }) => of.osThread !== 0 && of.osThread === osThreads[thread]),
          ...series.filter((one) => !isOfProcess(one)),
        ]),
        others: byThread(own.filter(({ of }) => of.osThread !== 0 && !osThreads.includes(of.osThread))),
      };
    }),
  };
}

/** A pid that was used twice is two processes: samples are of the one that began last before them. */
function isOfLife(processes: readonly KnownProcess[], process: KnownProcess, fromNs: readonly number[]): boolean {
  const first = fromNs[0];
  return first !== undefined && processes.findLast(({ pid, startNs }) => pid === process.pid && startNs <= first) === process;
}

/** What was found of a process goes on to its end, of which the sampler knows only that it came before the next pass. */
function lasting(series: PlacedSeries, { threads }: KnownProcess): PlacedSeries {
  if (isRate(series.kind)) return series;
  return { ...series, endNs: threads.reduce((last, { replay }) => Math.max(last, replay.state.nowNs), series.endNs) };
}

function place({ kind, fromNs, value, endNs }: SampledSeries, knownToNs: number): PlacedSeries {
  return { kind, fromNs, value, endNs: Number.isNaN(endNs) ? knownToNs : endNs };
}

function byThread(series: readonly (PlacedSeries & { readonly of: SampledSeries })[]): ThreadCounters[] {
  const threads = new Map<number, { readonly name: string; readonly series: PlacedSeries[] }>();
  for (const one of series) {
    const known = threads.get(one.of.osThread);
    if (known === undefined) threads.set(one.of.osThread, { name: one.of.name, series: [one] });
    else known.series.push(one);
  }
  return [...threads.values()];
}
