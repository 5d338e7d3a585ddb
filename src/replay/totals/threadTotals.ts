// One thread replayed for its sums alone.

import { codeOf, spanKinds } from '../../model/vocabulary.ts';
import type { ThreadInput } from '../assembleFrame.ts';
import { damageInFrames } from '../damageIn.ts';
import type { SegmentInput } from '../replay.ts';
import { TaskRows } from '../rows/taskRows.ts';
import { ThreadReplay } from '../threadReplay.ts';
import { CountedEvents } from './countedEvents.ts';
import { SummedSlices, type Window } from './summedSlices.ts';
import { SummedWaits } from './summedWaits.ts';
import { TaskSums } from './taskSums.ts';

export interface ThreadTotals extends ThreadInput {
  readonly sums: TaskSums;
  readonly slices: SummedSlices;
  readonly waits: SummedWaits;
}

const stallKind = codeOf(spanKinds, 'stall');

/**
 * A thread that stalled is replayed twice, and its frames walked twice: which slices its stalls are made of is known only when all
 * is over. O(records); about 80 bytes a task and 44 a promise.
 */
export function replayTotals(segment: SegmentInput, tellsWakers: boolean): ThreadTotals {
  const totals = replayOnce(segment, tellsWakers, []);
  const stalls = totals.replay.spans.filter(({ kind }) => kind === stallKind).sort((a, b) => a.startNs - b.startNs);
  return stalls.length === 0 ? totals : replayOnce(segment, tellsWakers, stalls);
}

function replayOnce({ frames, cutBytes }: SegmentInput, tellsWakers: boolean, windows: readonly Window[]): ThreadTotals {
  const tasks = new TaskRows();
  const sums = new TaskSums();
  const slices = new SummedSlices(tasks, sums, windows);
  const waits = new SummedWaits(tasks, sums, tellsWakers);
  const replay = new ThreadReplay({ events: new CountedEvents(), tasks, slices, waits });
  return { replay, cutBytes, damage: damageInFrames(replay, frames), sums, slices, waits };
}
