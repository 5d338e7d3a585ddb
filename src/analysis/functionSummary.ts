// What each function did in all: how often it ran, for how long, and how long it waited.

import type { GroupTotals, RunTotals, TaskTotals } from '../model/runTotals.ts';
import { type TaskKind, taskKinds } from '../model/vocabulary.ts';
import { placeOf, type SummaryPlace } from './sourcePlace.ts';

export interface FunctionSummary extends TaskTotals {
  readonly name: string;
  readonly kind: TaskKind;
  readonly place: SummaryPlace | null;
}

/** By running time, then waiting time, longest first. The same function in several threads is one row. O(groups log groups). */
export function functionSummaries(totals: RunTotals): readonly FunctionSummary[] {
  const byFunction = new Map<string, FunctionSummary>();
  for (const group of totals.groups) {
    const row = rowOf(totals, group);
    const { kind, name, place } = row;
    const key = `${kind}\n${name}\n${place?.file}:${place?.line}:${place?.column}`;
    const known = byFunction.get(key);
    byFunction.set(key, known === undefined ? row : sumOf(known, row));
  }
  return [...byFunction.values()].sort((a, b) => b.runningNs - a.runningNs || b.waitingNs - a.waitingNs);
}

function rowOf(totals: RunTotals, group: GroupTotals): FunctionSummary {
  const { tasks, runningNs, waitingNs, readyNs, pending, rejected } = group;
  const words = { name: totals.strings[group.name]!, kind: taskKinds[group.kind]!, place: placeOf(totals, group.source) };
  return { ...words, tasks, runningNs, waitingNs, readyNs, pending, rejected };
}

function sumOf(one: FunctionSummary, other: FunctionSummary): FunctionSummary {
  return {
    ...one,
    tasks: one.tasks + other.tasks,
    runningNs: one.runningNs + other.runningNs,
    waitingNs: one.waitingNs + other.waitingNs,
    readyNs: one.readyNs + other.readyNs,
    pending: one.pending + other.pending,
    rejected: one.rejected + other.rejected,
  };
}
