// Counters that nobody sampled: they follow from what the tasks of a process did.

import type { SliceTable, TaskTable, WaitTable } from '../model/trace.ts';
import { type CounterKind, codeOf, taskKinds } from '../model/vocabulary.ts';
import type { PlacedSeries } from './processCounters.ts';
import { isPoolWork } from './resourceTypes.ts';

/** What the tasks of a run did, as far as these counters tell of it. Threads are told by their number. */
export interface Activity {
  readonly durationNs: number;
  /** Requests to libuv's pool; `endNs`: when their callback began, NaN while they are not answered. */
  eachRequest(visit: (thread: number, createdNs: number, endNs: number) => void): void;
  /** Waits of what the runtime calls back; NaN for what is not known. */
  eachWait(visit: (thread: number, readyNs: number, endNs: number) => void): void;
}

export interface ActivityTables {
  readonly tasks: Pick<TaskTable, 'count' | 'thread' | 'kind' | 'name' | 'createdNs' | 'settledNs' | 'firstSlice' | 'firstWait'>;
  readonly slices: Pick<SliceTable, 'startNs'>;
  readonly waits: Pick<WaitTable, 'readyNs' | 'endNs'>;
  readonly strings: readonly string[];
  readonly durationNs: number;
}

/** A series with more steps than this is told in so many parts of the run. */
const mostSteps = 50_000;
/** Delays within this time are one sample. */
const delayStepNs = 10e6;

const io = codeOf(taskKinds, 'io');
/** Codes in taskKinds. */
export const calledBack: ReadonlySet<number> = new Set(
  ['timer', 'interval', 'immediate', 'io'].map((kind) => codeOf(taskKinds, kind as 'io')),
);

/** Whether a task is a request to libuv's pool. */
export function isRequest(kind: number, name: string): boolean {
  return kind === io && isPoolWork(name);
}

/** What the tables of a trace say. */
export function activityOf({ tasks, slices, waits, strings, durationNs }: ActivityTables): Activity {
  return {
    durationNs,
    eachRequest(visit) {
      const isPool = Uint8Array.from(strings, (name) => Number(isPoolWork(name)));
      for (let task = 0; task < tasks.count; task++) {
        if (tasks.kind[task] !== io || isPool[tasks.name[task]!] === 0) continue;
        const first = tasks.firstSlice[task]!;
        const end = first < tasks.firstSlice[task + 1]! ? slices.startNs.at(first) : tasks.settledNs.at(task);
        visit(tasks.thread[task]!, tasks.createdNs.at(task), end);
      }
    },
    eachWait(visit) {
      for (let task = 0; task < tasks.count; task++) {
        if (!calledBack.has(tasks.kind[task]!)) continue;
        for (let wait = tasks.firstWait[task]!; wait < tasks.firstWait[task + 1]!; wait++)
          visit(tasks.thread[task]!, waits.readyNs.at(wait), waits.endNs.at(wait));
      }
    },
  };
}

/** By process: requests in libuv's pool and in front of it. `processOf`: by thread; `sizes`: by process, the pool's threads. O(requests log requests). */
export function poolSeries(
  { durationNs, eachRequest }: Activity,
  processOf: readonly number[],
  sizes: readonly number[],
): readonly (readonly PlacedSeries[])[] {
  const changes: { readonly begins: number[]; readonly ends: number[] }[] = sizes.map(() => ({ begins: [], ends: [] }));
  eachRequest((thread, createdNs, endNs) => {
    const { begins, ends } = changes[processOf[thread]!]!;
    begins.push(createdNs);
    ends.push(Number.isNaN(endNs) ? durationNs : endNs);
  });
  return changes.map(({ begins, ends }, process) =>
    begins.length === 0 ? [] : splitAt(sizes[process]!, outstanding(begins, ends, durationNs)),
  );
}

interface Steps {
  readonly fromNs: number[];
  readonly value: number[];
  readonly endNs: number;
}

/** How many have begun and not ended; of steps that are too many, the highest in each part of the run. */
function outstanding(begins: readonly number[], ends: readonly number[], durationNs: number): Steps {
  const starts = Float64Array.from(begins).sort();
  const stops = Float64Array.from(ends).sort();
  const partNs = starts.length * 2 > mostSteps ? Math.max(1, durationNs / mostSteps) : 0;
  const steps: Steps = { fromNs: [0], value: [0], endNs: durationNs };
  let begun = 0;
  let ended = 0;
  while (begun < starts.length || ended < stops.length) {
    const time = Math.min(starts[begun] ?? Infinity, stops[ended] ?? Infinity);
    while (begun < starts.length && starts[begun]! <= time) begun++;
    while (ended < stops.length && stops[ended]! <= time) ended++;
    addStep(steps, time, begun - ended, partNs);
  }
  return steps;
}

function addStep({ fromNs, value }: Steps, time: number, now: number, partNs: number): void {
  const last = value.length - 1;
  if (time - fromNs[last]! < partNs || time === fromNs[last]) {
    value[last] = partNs === 0 ? now : Math.max(value[last]!, now);
    return;
  }
  fromNs.push(time);
  value.push(now);
}

function splitAt(size: number, { fromNs, value, endNs }: Steps): readonly PlacedSeries[] {
  const part = (kind: CounterKind, of: (count: number) => number): PlacedSeries => ({ ...merged(fromNs, value.map(of)), kind, endNs });
  const busy = part('poolBusy', (count) => Math.min(count, size));
  const queued = part('poolQueued', (count) => Math.max(0, count - size));
  return queued.value.some((count) => count > 0) ? [busy, queued] : [busy];
}

/** By thread: how long callbacks that were due waited. O(waits). */
export function delaySeries({ durationNs, eachWait }: Activity, threads: number): readonly (PlacedSeries | null)[] {
  const stepNs = Math.max(delayStepNs, durationNs / mostSteps);
  const longest = Array.from({ length: threads }, () => new Map<number, number>());
  eachWait((thread, readyNs, endNs) => {
    const delay = endNs - readyNs;
    // Neither is known of a wait that goes on: NaN is not above 0.
    if (!(delay > 0)) return;
    const own = longest[thread]!;
    const step = Math.floor(endNs / stepNs);
    own.set(step, Math.max(own.get(step) ?? 0, delay));
  });
  return longest.map((own) => (own.size === 0 ? null : delaySteps(own, stepNs)));
}

function delaySteps(longest: ReadonlyMap<number, number>, stepNs: number): PlacedSeries {
  const fromNs = [0];
  const value = [0];
  let last = 0;
  for (const [step, delay] of [...longest].sort(([a], [b]) => a - b)) {
    if (step > last) {
      fromNs.push(last * stepNs);
      value.push(0);
    }
    fromNs.push(step * stepNs);
    value.push(delay);
    last = step + 1;
  }
  return { ...merged(fromNs, value), kind: 'eventLoopDelay', endNs: last * stepNs };
}

/** Steps without those that change nothing; of several at one time the last. */
function merged(fromNs: readonly number[], value: readonly number[]): Pick<PlacedSeries, 'fromNs' | 'value'> {
  const times: number[] = [];
  const values: number[] = [];
  for (const [at, time] of fromNs.entries()) {
    if (fromNs[at + 1] === time || values.at(-1) === value[at]) continue;
    times.push(time);
    values.push(value[at]!);
  }
  return { fromNs: times, value: values };
}
