// What a run made of its machine: processor time and memory by process, and where a pool of threads did not fit the processors.

import { poolLaneName } from '../model/counters.ts';
import type { Lane, Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { integralOf, type RegularTimes, regularTimes, seriesWhere, sumAt } from './counterTimes.ts';

export interface MachineUse {
  /** How many processors the run could use: those of the machine, less where affinity or a control group allows fewer. */
  readonly processors: number;
  /** By start; those of which nothing was sampled are left out. */
  readonly processes: readonly ProcessUse[];
  readonly remarks: readonly PoolRemark[];
}

interface ProcessUse {
  readonly name: string;
  readonly pid: number;
  /** That its threads ran together. */
  readonly runningNs: Nanoseconds;
  /** That they could have run, had there been a processor. */
  readonly runnableNs: Nanoseconds;
  /** Null when it was not sampled. */
  readonly mostMemoryBytes: number | null;
}

/** A pool that did not fit, with what was seen of it. */
export type PoolRemark =
  /** Requests waited for a thread of libuv's pool while processors were idle and the program's own threads were too. */
  | {
      readonly kind: 'poolTooSmall';
      readonly process: string;
      readonly threads: number;
      readonly forNs: Nanoseconds;
      readonly mostQueued: number;
    }
  /** More threads of libuv's pool wanted a processor at once than there are. */
  | {
      readonly kind: 'poolTooLarge';
      readonly process: string;
      readonly threads: number;
      readonly forNs: Nanoseconds;
      readonly mostBusy: number;
    }
  /** The same of the run's JavaScript threads. */
  | { readonly kind: 'tooManyThreads'; readonly threads: number; readonly forNs: Nanoseconds; readonly mostBusy: number };

/** Less than this, and less than this part of the run, is no reason to change anything. */
const leastNs = 100e6;
const leastPart = 0.05;
/** A thread that wants a processor for less than this part of the time counts as idle. */
const idlePart = 0.5;

/** What is asked of a run. */
type Run = Pick<Trace, 'header' | 'lanes' | 'threads' | 'counters'>;

/** Null when nothing was sampled. O(samples + series · 5,000). */
export function machineUse(trace: Run): MachineUse | null {
  if (trace.counters.series.length === 0) return null;
  const lanes = trace.lanes.flatMap((lane, at) => (lane.kind === 'process' ? [at] : []));
  const processors = processorsOf(trace);
  return {
    processors,
    processes: lanes.flatMap((lane) => useOf(trace, lane) ?? []),
    remarks: remarksOf(trace, lanes, processors),
  };
}

function processorsOf({ header }: Run): number {
  const { cpus, availableParallelism, controlGroup } = header.machine;
  return Math.min(cpus, availableParallelism ?? cpus, controlGroup?.cpus ?? cpus);
}

function useOf(trace: Run, process: number): ProcessUse | null {
  const { name, pid } = trace.lanes[process]!;
  const isOwn = (lane: number): boolean => trace.lanes[lane]!.parent === process;
  const sum = (kind: 'running' | 'runnable'): number =>
    seriesWhere(trace, kind, isOwn).reduce((total, series) => total + integralOf(trace, series), 0);
  const memory = seriesWhere(trace, 'memory', (lane) => processOf(trace.lanes, lane) === process);
  if (memory.length === 0 && seriesWhere(trace, 'running', isOwn).length === 0) return null;
  const most = memory.length === 0 ? null : Math.max(...memory.map((series) => mostOf(trace, series)));
  return { name, pid, runningNs: sum('running'), runnableNs: sum('runnable'), mostMemoryBytes: most };
}

function mostOf({ counters }: Run, series: number): number {
  const { firstSample, endSample } = counters.series[series]!;
  return counters.value.subarray(firstSample, endSample).reduce((most, value) => Math.max(most, value), 0);
}

/** The process that a system lane stands below; −1 for the machine's. */
function processOf(lanes: readonly Lane[], lane: number): number {
  let at = lane;
  while (at >= 0 && lanes[at]!.kind === 'system') at = lanes[at]!.parent;
  return at >= 0 && lanes[at]!.kind === 'process' ? at : -1;
}

function remarksOf(trace: Run, processes: readonly number[], processors: number): readonly PoolRemark[] {
  const times = regularTimes(trace.header.durationNs);
  const leastTimes = Math.max(leastNs, trace.header.durationNs * leastPart) / times.stepNs;
  const wants = (fits: (lane: number, thread: number) => boolean): Float64Array =>
    sumAt(trace, [...seriesWhere(trace, 'running', fits), ...seriesWhere(trace, 'runnable', fits)], times);
  const machine = sumAt(
    trace,
    seriesWhere(trace, 'running', (lane) => trace.lanes[trace.lanes[lane]!.parent]?.kind === 'machine'),
    times,
  );
  const own = sumAt(
    trace,
    seriesWhere(trace, 'running', (lane) => processes.includes(trace.lanes[lane]!.parent)),
    times,
  );
  const seen: Seen = { times, leastTimes, processors, machine, own };
  const remarks = processes.flatMap((process): PoolRemark[] => {
    const { name, pid } = trace.lanes[process]!;
    const threads = trace.header.processes.find((one) => one.pid === pid)?.threadPoolSize ?? 0;
    const isOwn = (lane: number): boolean => processOf(trace.lanes, lane) === process;
    const queued = sumAt(trace, seriesWhere(trace, 'poolQueued', isOwn), times);
    const script = wants((lane, thread) => thread >= 0 && isOwn(lane));
    const pool = wants((lane) => isOwn(lane) && trace.lanes[trace.lanes[lane]!.parent]?.name === poolLaneName);
    const small = whileIdle(seen, queued, script);
    const large = whileCrowded(seen, pool);
    return [
      ...(small === null ? [] : [{ kind: 'poolTooSmall' as const, process: name, threads, forNs: small.forNs, mostQueued: small.most }]),
      ...(large === null ? [] : [{ kind: 'poolTooLarge' as const, process: name, threads, forNs: large.forNs, mostBusy: large.most }]),
    ];
  });
  const crowd = whileCrowded(
    seen,
    wants((_, thread) => thread >= 0),
  );
  if (crowd === null) return remarks;
  return [...remarks, { kind: 'tooManyThreads', threads: trace.threads.length, forNs: crowd.forNs, mostBusy: crowd.most }];
}

interface Seen {
  readonly times: RegularTimes;
  /** Fewer times than this are too few. */
  readonly leastTimes: number;
  readonly processors: number;
  /** Processors in use by anybody, and by the run, at each time. */
  readonly machine: Float64Array;
  readonly own: Float64Array;
}

interface Evidence {
  readonly forNs: Nanoseconds;
  readonly most: number;
}

/** Work was queued, at least one processor had nothing to do, and no thread of the program was too busy to take results. */
function whileIdle({ times, leastTimes, processors, machine, own }: Seen, queued: Float64Array, script: Float64Array): Evidence | null {
  return evidence(times, leastTimes, queued, (at) => {
    const idle = processors - Math.max(machine[at]!, own[at]!);
    return queued[at]! > 0 && machine[at]! > 0 && idle >= 1 && script[at]! < idlePart;
  });
}

/** More wanted a processor than there are, while the rest of the machine left at least half of them. */
function whileCrowded({ times, leastTimes, processors, machine, own }: Seen, wanted: Float64Array): Evidence | null {
  return evidence(times, leastTimes, wanted, (at) => {
    const others = Math.max(0, machine[at]! - own[at]!);
    return wanted[at]! > processors + idlePart && others < processors / 2;
  });
}

function evidence(
  { count, stepNs }: RegularTimes,
  leastTimes: number,
  values: Float64Array,
  isSo: (at: number) => boolean,
): Evidence | null {
  let times = 0;
  let most = 0;
  for (let at = 0; at < count; at++) {
    if (!isSo(at)) continue;
    times++;
    most = Math.max(most, values[at]!);
  }
  return times < leastTimes ? null : { forNs: times * stepNs, most };
}
