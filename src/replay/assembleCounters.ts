// Counters of the whole trace, and the lanes that they stand on: below each process, behind what else is there.
//
//   process ▸ CPU ▸ memory; per thread its CPU, event loop, event-loop delay, heap; libuv pool ▸ its threads; runtime threads ▸ each of them
//   machine ▸ CPU of the machine

import { type CounterSeries, type CounterTable, counterScale, noCounters, poolLaneName } from '../model/counters.ts';
import { threadPoolSizeOf } from '../model/machine.ts';
import { Times } from '../model/times.ts';
import type { Lane } from '../model/trace.ts';
import { type CounterKind, codeOf, counterKinds } from '../model/vocabulary.ts';
import type { AssembledLanes } from './assembleLanes.ts';
import { type Activity, delaySeries, poolSeries } from './derivedCounters.ts';
import { type PlacedSeries, type ProcessCounters, placeCounters, type ThreadCounters } from './processCounters.ts';
import type { KnownProcess } from './processes.ts';
import type { ThreadReplay } from './threadReplay.ts';

export interface AssembledCounters {
  readonly counters: CounterTable;
  /** To stand behind all other lanes. */
  readonly lanes: readonly Lane[];
}

/** What libuv calls its threads, since 1.50; before that they bear the process's name like all others. */
const poolThread = /^libuv-worker/;

/** A process of which nothing was sampled has no such lanes. O(samples + lanes), and a pass over the activity. */
export function assembleCounters(
  processes: readonly KnownProcess[],
  samplers: readonly ThreadReplay[],
  { lanes, threadLane }: AssembledLanes,
  activity: Activity,
): AssembledCounters {
  const placed = placeCounters(processes, samplers);
  if (placed.machine.length === 0 && !placed.processes.some(isSampled)) return { counters: noCounters, lanes: [] };
  const processOf = processes.flatMap(({ threads }, process) => threads.map(() => process));
  const sizes = processes.map(({ threads }) => threadPoolSizeOf(threads[0]!.header.threadPoolSize));
  const pools = poolSeries(activity, processOf, sizes);
  const delays = delaySeries(activity, threadLane.length);
  const table = new CounterLanes(lanes.length);
  let thread = 0;
  processes.forEach(({ pid, threads }, index) => {
    const first = thread;
    thread += threads.length;
    const counters = placed.processes[index]!;
    if (!isSampled(counters)) return;
    table.addProcess({
      parent: lanes[threadLane[first]!]!.parent,
      pid,
      names: threads.map((_, place) => lanes[threadLane[first + place]!]!.name),
      firstThread: first,
      counters: { ...counters, threads: counters.threads.map((series, place) => [...series, ...asList(delays[first + place])]) },
      pool: pools[index]!,
    });
  });
  if (placed.machine.length > 0) table.add({ ...system, parent: 0, name: 'CPU of the machine' }, placed.machine);
  return { counters: table.table(), lanes: table.lanes };
}

const system = { kind: 'system', pid: 0, threadId: 0, thread: -1, source: 0 } as const;

function isSampled({ whole, threads, others }: ProcessCounters): boolean {
  return whole.length + others.length > 0 || threads.some((series) => series.length > 0);
}

function asList<T>(value: T | null | undefined): readonly T[] {
  return value == null ? [] : [value];
}

interface ProcessToAdd {
  /** Its lane. */
  readonly parent: number;
  readonly pid: number;
  /** Of its threads. */
  readonly names: readonly string[];
  readonly firstThread: number;
  readonly counters: ProcessCounters;
  readonly pool: readonly PlacedSeries[];
}

class CounterLanes {
  readonly lanes: Lane[] = [];
  readonly #firstLane: number;
  readonly #series: { readonly lane: number; readonly thread: number; readonly placed: PlacedSeries }[] = [];

  constructor(firstLane: number) {
    this.#firstLane = firstLane;
  }

  addProcess({ parent, pid, names, firstThread, counters: { whole, threads, others }, pool }: ProcessToAdd): void {
    const lane = { ...system, pid };
    const processor = this.add({ ...lane, parent, name: 'CPU' }, ofKinds(whole, 'running', 'runnable'));
    const memory = ofKinds(whole, 'memory');
    if (memory.length > 0) this.add({ ...lane, parent: processor, name: 'memory' }, memory);
    const isPool = ({ name }: ThreadCounters): boolean => poolThread.test(name);
    this.#addGroup({ ...lane, parent: processor, name: poolLaneName }, pool, others.filter(isPool));
    threads.forEach((series, place) => {
      for (const [word, ...kinds] of threadRows) {
        const own = ofKinds(series, ...kinds);
        if (own.length > 0) this.add({ ...lane, parent: processor, name: `${names[place]} · ${word}` }, own, firstThread + place);
      }
    });
    this.#addGroup(
      { ...lane, parent: processor, name: 'runtime threads' },
      [],
      others.filter((thread) => !isPool(thread)),
    );
  }

  #addGroup(lane: Lane, series: readonly PlacedSeries[], threads: readonly ThreadCounters[]): void {
    if (series.length + threads.length === 0) return;
    const parent = this.add(lane, series);
    const numbers = new Map<string, number>();
    for (const thread of threads) {
      const name = thread.name || 'thread';
      const number = (numbers.get(name) ?? 0) + 1;
      numbers.set(name, number);
      const isOnly = threads.filter((other) => other.name === thread.name).length === 1;
      this.add({ ...lane, parent, name: isOnly ? name : `${name} ${number}` }, thread.series);
    }
  }

  add(lane: Lane, series: readonly PlacedSeries[], thread = -1): number {
    const index = this.#firstLane + this.lanes.push(lane) - 1;
    for (const placed of series) this.#series.push({ lane: index, thread, placed });
    return index;
  }

  table(): CounterTable {
    const count = this.#series.reduce((sum, { placed }) => sum + placed.value.length, 0);
    if (this.#series.length === 0) return noCounters;
    const fromNs = new Float64Array(count);
    const value = new Float64Array(count);
    const series: CounterSeries[] = [];
    let at = 0;
    for (const { lane, thread, placed } of this.#series) {
      const scale = scaleOf(placed.kind);
      const firstSample = at;
      placed.fromNs.forEach((time, sample) => {
        fromNs[at] = time;
        value[at++] = placed.value[sample]! * scale;
      });
      series.push({ lane, kind: codeOf(counterKinds, placed.kind), thread, firstSample, endSample: at, endNs: placed.endNs });
    }
    return { series, count, fromNs: Times.of(fromNs), value };
  }
}

const threadRows = [
  ['CPU', 'running', 'runnable'],
  ['event loop', 'eventLoop'],
  ['event-loop delay', 'eventLoopDelay'],
  ['heap', 'heap'],
] as const satisfies readonly (readonly [string, ...CounterKind[]])[];

function ofKinds(series: readonly PlacedSeries[], ...kinds: readonly CounterKind[]): PlacedSeries[] {
  return kinds.flatMap((kind) => series.filter((one) => one.kind === kind && one.value.length > 0));
}

function scaleOf(kind: CounterKind): number {
  return kind === 'running' || kind === 'runnable' || kind === 'eventLoop' ? counterScale.part : counterScale.whole;
}
