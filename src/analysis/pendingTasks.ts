// Functions that were still pending where their thread's records end, and where they wait.

import { functionKinds } from '../model/functionKinds.ts';
import type { Trace } from '../model/trace.ts';
import { codeOf, outcomes, taskKinds } from '../model/vocabulary.ts';

export interface PendingTask {
  readonly task: number;
  /** The wait that has not ended; −1 when none is known. */
  readonly wait: number;
}

const pendingOutcome = codeOf(outcomes, 'pending');
const functionCodes: ReadonlySet<number> = new Set(functionKinds.map((kind) => codeOf(taskKinds, kind)));

/** Functions and top-level code only: a socket that still listens is no mistake. In the order of tasks. O(tasks). */
export function pendingTasks({ tasks, waits }: Trace): readonly PendingTask[] {
  const pending: PendingTask[] = [];
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.outcome[task] !== pendingOutcome || !functionCodes.has(tasks.kind[task]!)) continue;
    // A task's last wait is the one that may be open.
    const last = tasks.firstWait[task + 1]! - 1;
    const isOpen = last >= tasks.firstWait[task]! && Number.isNaN(waits.endNs.at(last));
    pending.push({ task, wait: isOpen ? last : -1 });
  }
  return pending;
}
