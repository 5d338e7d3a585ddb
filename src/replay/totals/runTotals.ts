// Totals: a run's records in, its sums out, without a trace in between.

import type { RunManifest } from '../../model/launch.ts';
import type { RunTotals } from '../../model/runTotals.ts';
import { codeOf, oneEndReasons, transports } from '../../model/vocabulary.ts';
import { assembleCounters } from '../assembleCounters.ts';
import { assembleFrame, type FramePart, type RunFrame } from '../assembleFrame.ts';
import type { AssembleOptions } from '../assembleTrace.ts';
import { pairMessages } from '../pairMessages.ts';
import type { SegmentInput } from '../replay.ts';
import { groupTotals, pendingTotals } from './groupTotals.ts';
import { stallTotals } from './stallTotals.ts';
import { replayTotals, type ThreadTotals } from './threadTotals.ts';
import { activityOf } from './totalsActivity.ts';

/**
 * Says the same of a run as its trace would. Damaged or unknown records never throw: what comes before them counts, and `header.gaps`
 * says what is missing. O(records), with room for tasks, promises and messages, not for events, slices and waits.
 */
export function totalsOf(manifest: RunManifest, segments: readonly SegmentInput[], { live = false }: AssembleOptions = {}): RunTotals {
  const replayed = segments.map((segment) => replayTotals(segment, manifest.level === 'full'));
  const frame = assembleFrame(manifest, replayed, live);
  const { parts, lanes, texts, header } = frame;
  const byReplay = new Map(replayed.map((totals) => [totals.replay, totals]));
  const threads = parts.map(({ replay }) => byReplay.get(replay)!);
  parts.forEach((part, thread) => {
    endThread(part, threads[thread]!, header.durationNs);
  });
  const counted = assembleCounters(frame.processes, frame.samplers, lanes, activityOf(threads, header.durationNs));
  return {
    header,
    sources: texts.sourceTable(),
    lanes: [...lanes.lanes, ...counted.lanes],
    threads: frame.threads,
    counts: {
      tasks: sumOf(threads, ({ replay }) => replay.state.tasks.length),
      slices: sumOf(threads, ({ slices }) => slices.count),
      waits: sumOf(threads, ({ waits }) => waits.count),
      events: parts.at(-1)?.endEvent ?? 0,
    },
    runningNs: Float64Array.from(threads, ({ slices }) => slices.runningNs),
    groups: parts.flatMap((part, thread) => groupTotals(part, threads[thread]!)),
    pending: parts.flatMap((part, thread) => pendingTotals(part, threads[thread]!)),
    messages: messageTotals(frame),
    stalls: stallTotals(parts, threads),
    counters: counted.counters,
    strings: texts.strings,
  };
}

function sumOf(threads: readonly ThreadTotals[], count: (thread: ThreadTotals) => number): number {
  return threads.reduce((sum, thread) => sum + count(thread), 0);
}

/** What is still open counts to the end. */
function endThread({ replay, endNs }: FramePart, { slices, waits }: ThreadTotals, durationNs: number): void {
  const { state } = replay;
  slices.endAll(endNs);
  waits.addOpen(durationNs, (task, row) => {
    if (state.tasks.openWait[task] === row) state.fillReady(task, row);
  });
}

function messageTotals(frame: RunFrame): RunTotals['messages'] {
  const { matched, wakes } = pairMessages(frame);
  const all = [...matched, ...wakes.map(({ reason }) => ({ transport: 'atomics' as const, bytes: null, reason }))];
  return {
    count: all.length,
    transport: Uint8Array.from(all, ({ transport }) => codeOf(transports, transport)),
    bytes: Float64Array.from(all, ({ bytes }) => bytes ?? -1),
    reason: Uint8Array.from(all, ({ reason }) => codeOf(oneEndReasons, reason)),
  };
}
