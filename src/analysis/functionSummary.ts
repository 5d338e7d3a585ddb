// What each function did in all: how often it ran, for how long, and how long it waited.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { codeOf, outcomes, type TaskKind, taskKinds } from '../model/vocabulary.ts';
import { readyLength, selfTimeByTask, selfTimes, waitLength } from './selfTime.ts';
import { placeOf, type SummaryPlace } from './sourcePlace.ts';

export interface FunctionSummary {
  readonly name: string;
  readonly kind: TaskKind;
  readonly place: SummaryPlace | null;
  readonly tasks: number;
  /** Self time. */
  readonly runningNs: Nanoseconds;
  /** Blocked and ready together. */
  readonly waitingNs: Nanoseconds;
  readonly readyNs: Nanoseconds;
  readonly pending: number;
  readonly rejected: number;
}

const pendingOutcome = codeOf(outcomes, 'pending');
const rejectedOutcome = codeOf(outcomes, 'rejected');

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** By running time, then waiting time, longest first. O(trace). */
export function functionSummaries(trace: Trace): readonly FunctionSummary[] {
  const { tasks, waits } = trace;
  const own = selfTimeByTask(trace, selfTimes(trace));
  const byGroup = new Map<string, Mutable<FunctionSummary>>();
  const rows: Mutable<FunctionSummary>[] = new Array(trace.lanes.length);
  for (let task = 0; task < tasks.count; task++) {
    const lane = tasks.group[task]!;
    const row = rows[lane] ?? groupRow(trace, task, byGroup);
    rows[lane] = row;
    row.tasks++;
    row.runningNs += own[task]!;
    if (tasks.outcome[task] === pendingOutcome) row.pending++;
    if (tasks.outcome[task] === rejectedOutcome) row.rejected++;
  }
  for (let wait = 0; wait < waits.count; wait++) {
    const row = rows[tasks.group[waits.task[wait]!]!]!;
    row.waitingNs += waitLength(trace, wait);
    row.readyNs += readyLength(trace, wait);
  }
  return [...byGroup.values()].sort((a, b) => b.runningNs - a.runningNs || b.waitingNs - a.waitingNs);
}

/** The same function in several threads is one row of the summary. */
function groupRow(trace: Trace, task: number, byGroup: Map<string, Mutable<FunctionSummary>>): Mutable<FunctionSummary> {
  const kind = taskKinds[trace.tasks.kind[task]!]!;
  const name = trace.strings[trace.tasks.name[task]!]!;
  const place = placeOf(trace, trace.tasks.source[task]!);
  const key = `${kind}\n${name}\n${place?.file}:${place?.line}:${place?.column}`;
  const known = byGroup.get(key);
  if (known !== undefined) return known;
  const row = { name, kind, place, tasks: 0, runningNs: 0, waitingNs: 0, readyNs: 0, pending: 0, rejected: 0 };
  byGroup.set(key, row);
  return row;
}
