// What never settled: functions that were still waiting when the program ended, and for what.

import type { Trace } from '../model/trace.ts';
import { codeOf, outcomes, taskKinds, waitReasons } from '../model/vocabulary.ts';
import { placeOf, type SummaryPlace } from './sourcePlace.ts';

export interface NeverSettled {
  readonly name: string;
  readonly tasks: number;
  readonly place: SummaryPlace | null;
  /** Where they wait, the most frequent place first. */
  readonly awaiting: readonly { readonly reason: string; readonly place: SummaryPlace | null; readonly tasks: number }[];
}

const pendingOutcome = codeOf(outcomes, 'pending');
const functionKinds: ReadonlySet<number> = new Set([
  codeOf(taskKinds, 'async function'),
  codeOf(taskKinds, 'async generator'),
  codeOf(taskKinds, 'root'),
]);

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

/** Functions and top-level code only: a socket that still listens is no mistake. Most tasks first. O(tasks). */
export function neverSettled(trace: Trace): readonly NeverSettled[] {
  const { tasks } = trace;
  const rows = new Map<number, PendingFunction>();
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.outcome[task] !== pendingOutcome || !functionKinds.has(tasks.kind[task]!)) continue;
    const lane = tasks.group[task]!;
    const row: PendingFunction = rows.get(lane) ?? {
      name: trace.strings[tasks.name[task]!]!,
      place: placeOf(trace, tasks.source[task]!),
      tasks: 0,
      awaiting: new Map(),
    };
    rows.set(lane, row);
    row.tasks++;
    countOpenWait(trace, task, row.awaiting);
  }
  return [...rows.values()]
    .sort((a, b) => b.tasks - a.tasks)
    .map((row) => ({ ...row, awaiting: [...row.awaiting.values()].sort((a, b) => b.tasks - a.tasks) }));
}

/** A task's last wait is the one that may be open. */
function countOpenWait({ tasks, waits, ...trace }: Trace, task: number, awaiting: Map<string, Awaiting>): void {
  const wait = tasks.firstWait[task + 1]! - 1;
  if (wait < tasks.firstWait[task]! || !Number.isNaN(waits.endNs.at(wait))) return;
  const reason = waitReasons[waits.reason[wait]!]!;
  const key = `${reason}:${waits.source[wait]}`;
  const known = awaiting.get(key) ?? { reason, place: placeOf(trace, waits.source[wait]!), tasks: 0 };
  awaiting.set(key, known);
  known.tasks++;
}
