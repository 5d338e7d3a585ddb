// What never settled, by function, for the summary: functions that were still waiting when the program ended, and for what.

import type { PendingTotals, RunTotals } from '../model/runTotals.ts';
import { waitReasons } from '../model/vocabulary.ts';
import { placeOf, type SummaryPlace } from './sourcePlace.ts';

export interface NeverSettled {
  readonly name: string;
  readonly tasks: number;
  readonly place: SummaryPlace | null;
  /** Where they wait, the most frequent place first. */
  readonly awaiting: readonly { readonly reason: string; readonly place: SummaryPlace | null; readonly tasks: number }[];
}

interface Awaiting {
  readonly reason: string;
  readonly place: SummaryPlace | null;
  tasks: number;
}

interface PendingFunction {
  readonly name: string;
  readonly place: SummaryPlace | null;
  tasks: number;
  readonly awaiting: Map<string, Awaiting>;
}

/** Most tasks first. O(pending tasks). */
export function neverSettled(totals: RunTotals): readonly NeverSettled[] {
  const rows = new Map<number, PendingFunction>();
  for (const { group, name, source, wait } of totals.pending) {
    const row: PendingFunction = rows.get(group) ?? {
      name: totals.strings[name]!,
      place: placeOf(totals, source),
      tasks: 0,
      awaiting: new Map(),
    };
    rows.set(group, row);
    row.tasks++;
    if (wait !== null) countWait(totals, wait, row.awaiting);
  }
  return [...rows.values()]
    .sort((a, b) => b.tasks - a.tasks)
    .map((row) => ({ ...row, awaiting: [...row.awaiting.values()].sort((a, b) => b.tasks - a.tasks) }));
}

function countWait(totals: RunTotals, wait: NonNullable<PendingTotals['wait']>, awaiting: Map<string, Awaiting>): void {
  const reason = waitReasons[wait.reason]!;
  const key = `${reason}:${wait.source}`;
  const known = awaiting.get(key) ?? { reason, place: placeOf(totals, wait.source), tasks: 0 };
  awaiting.set(key, known);
  known.tasks++;
}
