// The stalls of a run, each with the name of the task that is to blame for it.

import type { StallTotals } from '../../model/runTotals.ts';
import { Times } from '../../model/times.ts';
import type { SliceTable, SpanTable } from '../../model/trace.ts';
import { codeOf, spanKinds } from '../../model/vocabulary.ts';
import { assembleSpans } from '../assembleEvents.ts';
import type { FramePart } from '../assembleFrame.ts';
import { blameStalls } from '../blameStalls.ts';
import { compareTasks } from './taskOrder.ts';
import type { ThreadTotals } from './threadTotals.ts';

const stallKind = codeOf(spanKinds, 'stall');

/** By thread, then start; `threads`: as the parts. O(spans log spans + slices kept × log). */
export function stallTotals(parts: readonly FramePart[], threads: readonly ThreadTotals[]): readonly StallTotals[] {
  const spans = assembleSpans(parts, () => -1);
  const stalls = Array.from({ length: spans.count }, (_, span) => span).filter((span) => spans.kind[span] === stallKind);
  if (stalls.length === 0) return [];
  const kept = keptSlices(threads);
  blameStalls(spans, kept, kept.slices);
  return stalls.map((span) => ({
    thread: spans.thread[span]!,
    startNs: spans.startNs.at(span),
    endNs: spans.endNs.at(span),
    name: nameOf(spans, span, kept, parts),
  }));
}

function nameOf(spans: SpanTable, span: number, kept: KeptSlices, parts: readonly FramePart[]): number {
  const task = spans.task[span]!;
  if (task < 0) return 0;
  const { replay, texts } = parts[kept.thread[task]!]!;
  const { tasks, groups } = replay.state;
  return texts[groups.list[tasks.group[kept.taskOf[task]!]!]!.name]!;
}

/** The slices in stalls as a table. Its tasks are those that have any, numbered in a trace's order. */
interface KeptSlices {
  readonly slices: SliceTable;
  /** By task of the table. */
  readonly thread: Uint16Array;
  /** Its thread's own number. */
  readonly taskOf: readonly number[];
}

function keptSlices(threads: readonly ThreadTotals[]): KeptSlices {
  const count = threads.reduce((sum, { slices }) => sum + slices.kept.length, 0);
  const task = new Uint32Array(count);
  const depth = new Uint16Array(count);
  const startNs = new Float64Array(count);
  const endNs = new Float64Array(count);
  const threadOf: number[] = [];
  const taskOf: number[] = [];
  let at = 0;
  for (const [thread, { slices, replay }] of threads.entries()) {
    const { kept } = slices;
    const order = Uint32Array.from({ length: kept.length }, (_, row) => row).sort(
      (a, b) => compareTasks(replay.state.tasks, kept.task[a]!, kept.task[b]!) || a - b,
    );
    let last = -1;
    for (const row of order) {
      if (kept.task[row] !== last) {
        last = kept.task[row]!;
        threadOf.push(thread);
        taskOf.push(last);
      }
      task[at] = taskOf.length - 1;
      depth[at] = kept.depth[row]!;
      startNs[at] = kept.startNs[row]!;
      endNs[at] = kept.endNs[row]!;
      at++;
    }
  }
  const slices = { count, task, depth, startNs: Times.of(startNs), endNs: Times.of(endNs) };
  return { slices, thread: Uint16Array.from(threadOf), taskOf };
}
