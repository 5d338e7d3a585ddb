// The waits for several promises at once, of all threads in one table.

import type { AggregateTable } from '../../model/trace.ts';
import type { FramePart } from '../assembleFrame.ts';

/** `waitPlaces` and `taskIndex`: by thread, from its own rows to the trace's. O(waits for several · log, members). */
export function assembleAggregates(
  parts: readonly FramePart[],
  waitPlaces: readonly Uint32Array[],
  taskIndex: readonly Uint32Array[],
): AggregateTable {
  const rows = parts.flatMap(({ replay: { state } }, thread) =>
    Array.from(state.aggregates.waits, ([row, { mode, members }]) => ({ thread, wait: waitPlaces[thread]![row]!, mode, members })),
  );
  rows.sort((a, b) => a.wait - b.wait);
  const total = rows.reduce((sum, { members }) => sum + members.length, 0);
  const table = {
    count: rows.length,
    wait: new Uint32Array(rows.length),
    mode: new Uint8Array(rows.length),
    firstMember: new Uint32Array(rows.length + 1),
    memberTask: new Int32Array(total),
    memberSettle: new Int32Array(total),
  };
  let at = 0;
  rows.forEach(({ thread, wait, mode, members }, row) => {
    const { replay, firstEvent } = parts[thread]!;
    const { promises } = replay.state;
    table.wait[row] = wait;
    table.mode[row] = mode;
    for (const promise of members) {
      const owner = promises.owner[promise]!;
      const settled = promises.settleEvent[promise]!;
      table.memberTask[at] = owner < 0 ? -1 : taskIndex[thread]![owner]!;
      table.memberSettle[at++] = settled < 0 ? -1 : firstEvent + settled;
    }
    table.firstMember[row + 1] = at;
  });
  return table;
}
