// The tasks of one thread summed up by their groups, and those among them that never settled.

import { functionKinds } from '../../model/functionKinds.ts';
import type { GroupTotals, PendingTotals } from '../../model/runTotals.ts';
import type { FramePart } from '../assembleFrame.ts';
import { outcomeCode, taskCode } from '../codes.ts';
import { compareTasks } from './taskOrder.ts';
import type { ThreadTotals } from './threadTotals.ts';

const functionCodes: ReadonlySet<number> = new Set(functionKinds.map((kind) => taskCode[kind]));

/** In the order of groups; those without tasks are left out. O(tasks). */
export function groupTotals({ texts, sources }: FramePart, { replay, sums }: ThreadTotals): readonly GroupTotals[] {
  const { tasks, groups } = replay.state;
  const first = groups.list.map(() => -1);
  const rows = groups.list.map(({ name, site }) => ({
    kind: 0,
    name: texts[name]!,
    source: sources[site] ?? 0,
    tasks: 0,
    runningNs: 0,
    waitingNs: 0,
    readyNs: 0,
    pending: 0,
    rejected: 0,
  }));
  for (let task = 0; task < tasks.length; task++) {
    const group = tasks.group[task]!;
    const row = rows[group]!;
    row.tasks++;
    row.runningNs += sums.runningNs[task] ?? 0;
    row.waitingNs += sums.waitingNs[task] ?? 0;
    row.readyNs += sums.readyNs[task] ?? 0;
    if (tasks.outcome[task] === outcomeCode.pending) row.pending++;
    if (tasks.outcome[task] === outcomeCode.rejected) row.rejected++;
    if (first[group]! < 0 || compareTasks(tasks, task, first[group]!) < 0) first[group] = task;
  }
  return rows.flatMap((row, group) => (first[group]! < 0 ? [] : [{ ...row, kind: tasks.kind[first[group]!]! }]));
}

/** In the order of a trace's tasks. O(tasks + pending log pending). */
export function pendingTotals({ firstGroup, texts, sources }: FramePart, { replay, waits }: ThreadTotals): readonly PendingTotals[] {
  const { tasks, groups } = replay.state;
  const pending: number[] = [];
  for (let task = 0; task < tasks.length; task++) {
    if (tasks.outcome[task] === outcomeCode.pending && functionCodes.has(tasks.kind[task]!)) pending.push(task);
  }
  return pending
    .sort((a, b) => compareTasks(tasks, a, b))
    .map((task) => {
      const group = tasks.group[task]!;
      const { name, site } = groups.list[group]!;
      const wait = tasks.openWait[task]!;
      return {
        group: firstGroup + group,
        name: texts[name]!,
        source: sources[site] ?? 0,
        wait: wait < 0 ? null : { reason: waits.reason[wait]!, source: sources[waits.source[wait]!] ?? 0 },
      };
    });
}
