// What never settled, by function, for the summary: functions that were still waiting when the program ended, and for what.

import type { Trace } from '../model/trace.ts';
import { waitReasons } from '../model/vocabulary.ts';
import { pendingTasks } from './pendingTasks.ts';
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

/** Most tasks first. O(tasks). */
export function neverSettled(trace: Trace): readonly NeverSettled[] {
  const { tasks } = trace;
  const rows = new Map<number, PendingFunction>();
  for (const { task, wait } of pendingTasks(trace)) {
    const lane = tasks.group[task]!;
    const row: PendingFunction = rows.get(lane) ?? {
      name: trace.strings[tasks.name[task]!]!,
      place: placeOf(trace, tasks.source[task]!),
      tasks: 0,
      awaiting: new Map(),
    };
    rows.set(lane, row);
    row.tasks++;
    if (wait >= 0) countWait(trace, wait, row.awaiting);
  }
  return [...rows.values()]
    .sort((a, b) => b.tasks - a.tasks)
    .map((row) => ({ ...row, awaiting: [...row.awaiting.values()].sort((a, b) => b.tasks - a.tasks) }));
}

function countWait({ waits, ...trace }: Trace, wait: number, awaiting: Map<string, Awaiting>): void {
  const reason = waitReasons[waits.reason[wait]!]!;
  const key = `${reason}:${waits.source[wait]}`;
  const known = awaiting.get(key) ?? { reason, place: placeOf(trace, waits.source[wait]!), tasks: 0 };
  awaiting.set(key, known);
  known.tasks++;
}
