// How long each function ran and waited, over all its tasks in all threads.

import { readyLength, selfTimeByTask, selfTimes, waitLength } from '../../analysis/selfTime.ts';
import type { TraceIndex } from '../../layout/traceIndex.ts';
import { codeOf, outcomes } from '../../model/vocabulary.ts';
import type { Statistics } from '../../protocol/timelineSource.ts';
import { sourcePlace } from '../words.ts';

type FunctionRow = Statistics['functions'][number];
type Mutable<Row> = { -readonly [Name in keyof Row]: Row[Name] };

const pending = codeOf(outcomes, 'pending');

/** Longest running first; the same function in several threads is one row, which selects the lane of the first. */
export function functionStatistics(index: TraceIndex): readonly FunctionRow[] {
  const { tasks, waits } = index.trace;
  const own = selfTimeByTask(index.trace, selfTimes(index.trace, index.slicesByThread));
  const { rows, rowOfLane } = rowsByFunction(index);
  for (let task = 0; task < tasks.count; task++) {
    const row = rowOfLane[tasks.group[task]];
    row.tasks++;
    row.runningNs += own[task];
    if (tasks.outcome[task] === pending) row.pending++;
  }
  for (let wait = 0; wait < waits.count; wait++) {
    const row = rowOfLane[tasks.group[waits.task[wait]]];
    row.waitingNs += waitLength(index.trace, wait);
    row.readyNs += readyLength(index.trace, wait);
  }
  return rows.sort((a, b) => b.runningNs - a.runningNs || b.waitingNs - a.waitingNs);
}

function rowsByFunction(index: TraceIndex): { readonly rows: Mutable<FunctionRow>[]; readonly rowOfLane: Mutable<FunctionRow>[] } {
  const { lanes } = index.trace;
  const rows = new Map<string, Mutable<FunctionRow>>();
  const rowOfLane: Mutable<FunctionRow>[] = [];
  for (const lane of index.groups.keys()) {
    const source = sourcePlace(index.trace, lanes[lane].source);
    const key = `${lanes[lane].name}\n${source?.file}:${source?.line}:${source?.column}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = {
        name: lanes[lane].name,
        source,
        tasks: 0,
        runningNs: 0,
        waitingNs: 0,
        readyNs: 0,
        pending: 0,
        select: { kind: 'lane', index: lane },
      };
      rows.set(key, row);
    }
    rowOfLane[lane] = row;
  }
  return { rows: [...rows.values()], rowOfLane };
}
