// The totals of a run as the tables of its trace say them: what totals without a trace have to be.

import { pendingTasks } from '../../src/analysis/pendingTasks.ts';
import { readyLength, selfTimeByTask, selfTimes, waitLength } from '../../src/analysis/selfTime.ts';
import type { GroupTotals, PendingTotals, RunTotals, StallTotals } from '../../src/model/runTotals.ts';
import type { Trace } from '../../src/model/trace.ts';
import { codeOf, outcomes, spanKinds } from '../../src/model/vocabulary.ts';

const pending = codeOf(outcomes, 'pending');
const rejected = codeOf(outcomes, 'rejected');
const stall = codeOf(spanKinds, 'stall');

export function totalsOfTrace(trace: Trace): RunTotals {
  const { header, strings, sources, lanes, threads, counters, messages } = trace;
  return {
    header,
    strings,
    sources,
    lanes,
    threads,
    counters,
    counts: { tasks: trace.tasks.count, slices: trace.slices.count, waits: trace.waits.count, events: trace.events.count },
    runningNs: runningOf(trace),
    groups: groupsOf(trace),
    pending: pendingOf(trace),
    messages: { count: messages.count, transport: messages.transport, bytes: messages.bytes, reason: messages.reason },
    stalls: stallsOf(trace),
  };
}

function runningOf({ threads, slices, tasks }: Trace): Float64Array {
  const running = new Float64Array(threads.length);
  for (let slice = 0; slice < slices.count; slice++) {
    if (slices.depth[slice] === 0) running[tasks.thread[slices.task[slice]!]!]! += slices.endNs.at(slice) - slices.startNs.at(slice);
  }
  return running;
}

function groupsOf(trace: Trace): readonly GroupTotals[] {
  const { tasks, waits } = trace;
  const own = selfTimeByTask(trace, selfTimes(trace));
  const rows = new Map<number, { -readonly [Field in keyof GroupTotals]: GroupTotals[Field] }>();
  for (let task = 0; task < tasks.count; task++) {
    const words = { kind: tasks.kind[task]!, name: tasks.name[task]!, source: tasks.source[task]! };
    const row = rows.get(tasks.group[task]!) ?? { ...words, tasks: 0, runningNs: 0, waitingNs: 0, readyNs: 0, pending: 0, rejected: 0 };
    rows.set(tasks.group[task]!, row);
    row.tasks++;
    row.runningNs += own[task]!;
    if (tasks.outcome[task] === pending) row.pending++;
    if (tasks.outcome[task] === rejected) row.rejected++;
  }
  for (let wait = 0; wait < waits.count; wait++) {
    const row = rows.get(tasks.group[waits.task[wait]!]!)!;
    row.waitingNs += waitLength(trace, wait);
    row.readyNs += readyLength(trace, wait);
  }
  return [...rows.values()];
}

function pendingOf(trace: Trace): readonly PendingTotals[] {
  const { tasks, waits } = trace;
  return pendingTasks(trace).map(({ task, wait }) => ({
    group: tasks.group[task]!,
    name: tasks.name[task]!,
    source: tasks.source[task]!,
    wait: wait < 0 ? null : { reason: waits.reason[wait]!, source: waits.source[wait]! },
  }));
}

function stallsOf({ spans, tasks }: Trace): readonly StallTotals[] {
  return Array.from({ length: spans.count }, (_, span) => span)
    .filter((span) => spans.kind[span] === stall)
    .map((span) => ({
      thread: spans.thread[span]!,
      startNs: spans.startNs.at(span),
      endNs: spans.endNs.at(span),
      name: spans.task[span]! < 0 ? 0 : tasks.name[spans.task[span]!]!,
    }));
}
