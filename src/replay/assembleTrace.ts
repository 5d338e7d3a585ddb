// From replayed threads to the trace: who created whom, one order for all, one table of each.

import type { RunManifest } from '../model/launch.ts';
import type { Thread, Trace, TraceHeader } from '../model/trace.ts';
import { assembleCounters } from './assembleCounters.ts';
import { assembleEvents, assembleSpans, type EventPart } from './assembleEvents.ts';
import { type AssembledLanes, assembleLanes } from './assembleLanes.ts';
import { assembleMessages } from './assembleMessages.ts';
import { assembleTasks } from './assembleTasks.ts';
import { blameStalls } from './blameStalls.ts';
import { compactEvents } from './compactTables.ts';
import { countLosses, describeGaps } from './gaps.ts';
import { joinThreads, type ThreadJoins } from './joinThreads.ts';
import { matchMessages } from './matching/matchMessages.ts';
import type { ThreadMessages } from './matching/messageEnds.ts';
import { describeProcesses } from './processDescriptions.ts';
import { groupProcesses, type KnownProcess, type KnownThread } from './processes.ts';
import { type WakingThread, wakeMessages } from './synchronization/wakeMessages.ts';
import type { ReplayedSpan, ThreadReplay } from './threadReplay.ts';
import { TraceTexts } from './traceTexts.ts';
import { findUntraced } from './untracedProcesses.ts';

/** One thread's replay, with what is known of the rest of its segment. */
export interface ThreadInput {
  readonly replay: ThreadReplay;
  /** Bytes at the segment's end that are no whole frame. */
  readonly cutBytes: number;
  /** Why its records could not be read further; null when they could. */
  readonly damage: string | null;
}

export interface AssembleOptions {
  /** The program still runs: a thread that has not closed its segment has lost nothing. */
  readonly live?: boolean;
}

/**
 * The trace of what was replayed so far. Leaves the replays as they are: push more frames and assemble again.
 * O(events + tasks), with room for both.
 */
export function assembleTrace(manifest: RunManifest, inputs: readonly ThreadInput[], options: AssembleOptions = {}): Trace {
  const live = options.live ?? false;
  const known = inputs
    .filter((input) => input.replay.header !== null)
    .map((input): KnownThread => ({ ...input, header: input.replay.header! }));
  const samplers = inputs.map(({ replay }) => replay).filter(({ sampling }) => sampling !== null);
  const headless = inputs.filter(
    ({ replay, damage }) => replay.header === null && replay.sampling === null && (damage !== null || replay.records > 0),
  );
  const processes = groupProcesses(known);
  const threads = processes.flatMap((process) => process.threads);
  const joins = joinThreads(processes);
  const untraced = findUntraced(joins, threads);
  const texts = new TraceTexts();
  const sources = threads.map(({ replay }) => texts.sourcesOf(replay.state.texts));
  const lanes = assembleLanes(manifest, processes, untraced, sources, texts);
  const lastNs = threads.reduce((last, { replay }) => Math.max(last, replay.state.nowNs), 0);
  const durationNs = live ? lastNs : Math.max(lastNs, manifest.ended?.atNs ?? 0);

  const seenToEnd = new Set(joins.joins.map(({ exited }) => exited));
  const parts = describeParts(threads, lanes, sources, texts, seenToEnd, live ? durationNs : null);
  const { tasks, slices, waits, taskIndex, aggregates } = assembleTasks(parts, manifest.level === 'full');
  const counted = assembleCounters(processes, samplers, lanes, { tasks, slices, waits, strings: texts.strings, durationNs });
  const eventParts = parts.map((part, thread) => ({ ...part, taskIndex: taskIndex[thread]! }));
  const events = assembleEvents(eventParts, joins);
  const ends = threads.map(({ replay, header }, thread) =>
    replay.messages.finish({
      pid: header.pid,
      process: processIndex(processes, threads[thread]!),
      threadId: header.threadId,
      complete: isComplete(threads[thread]!, live),
      clockErrorNs: header.clockErrorNs,
      endedNs: replay.state.nowNs,
    }),
  );
  const matched = matchMessages(ends);
  const messages = assembleMessages(
    matched,
    wakeMessages(describeSharing(threads, ends, live), matched),
    ends,
    parts.map((part) => part.firstEvent),
    events,
    texts,
  );
  const spans = assembleSpans(eventParts);
  blameStalls(spans, tasks, slices);
  const gaps = describeGaps(
    manifest,
    threads,
    untraced,
    headless.map(({ damage }) => damage ?? 'it is no thread header'),
    live,
  );
  return {
    header: {
      ...describeRun(manifest, threads, durationNs),
      ...countLosses(threads, live),
      gaps,
      processes: describeProcesses(processes),
      sampler: samplers[0]?.sampling ?? null,
    },
    sources: texts.sourceTable(),
    lanes: [...lanes.lanes, ...counted.lanes],
    threads: describeThreads(threads, parts, lanes, joins, seenToEnd, live),
    tasks,
    slices,
    waits,
    aggregates,
    events: compactEvents(events),
    messages,
    spans,
    counters: counted.counters,
    strings: texts.strings,
  };
}

/** A main thread that did not end in order may have lost its last records; a worker's wake-ups are written at once. */
function describeSharing(threads: readonly KnownThread[], ends: readonly ThreadMessages[], live: boolean): readonly WakingThread[] {
  return threads.map(({ replay, header }, thread) => {
    const hasLost = (replay.ended?.lost ?? 0) > 0;
    const mayHaveLost = !live && !ends[thread]!.complete && header.threadId === 0;
    const unknownFromNs = hasLost ? 0 : mayHaveLost ? replay.state.nowNs : Number.POSITIVE_INFINITY;
    return { process: ends[thread]!.process, threadId: header.threadId, sharing: replay.sharing, unknownFromNs };
  });
}

type Part = Omit<EventPart, 'taskIndex'> & { readonly spans: readonly ReplayedSpan[] };

function describeParts(
  threads: readonly KnownThread[],
  lanes: AssembledLanes,
  sources: readonly Uint32Array[],
  texts: TraceTexts,
  seenToEnd: ReadonlySet<number>,
  liveEndNs: number | null,
): readonly Part[] {
  let firstEvent = 0;
  return threads.map(({ replay }, thread) => {
    const { state, ended, spans } = replay;
    const exitNs = ended === null && seenToEnd.has(thread) ? state.nowNs : null;
    const endEvent = firstEvent + state.events.length + (exitNs === null ? 0 : 1);
    const part = {
      state,
      spans,
      firstEvent,
      endEvent,
      exitNs,
      firstGroup: lanes.firstGroup[thread]!,
      texts: texts.textsOf(state.texts),
      sources: sources[thread]!,
      endNs: ended === null && exitNs === null && liveEndNs !== null ? liveEndNs : state.nowNs,
    };
    firstEvent = endEvent;
    return part;
  });
}

function describeThreads(
  threads: readonly KnownThread[],
  parts: readonly Part[],
  lanes: AssembledLanes,
  joins: ThreadJoins,
  seenToEnd: ReadonlySet<number>,
  live: boolean,
): readonly Thread[] {
  return threads.map(({ replay, header }, thread) => ({
    lane: lanes.threadLane[thread]!,
    pid: header.pid,
    threadId: header.threadId,
    creator: joins.creator[thread]!,
    startNs: header.startNs,
    endNs: live && replay.ended === null && !seenToEnd.has(thread) ? Number.NaN : replay.state.nowNs,
    firstEvent: parts[thread]!.firstEvent,
    endEvent: parts[thread]!.endEvent,
    exitCode: replay.ended?.exitCode ?? null,
    lost: replay.ended?.lost ?? 0,
    complete: isComplete(threads[thread]!, live),
    recording: header.recording,
  }));
}

/** Its records go to its end, without a gap: it closed them in order, or died with none in memory. */
function isComplete({ replay, damage, cutBytes }: KnownThread, live: boolean): boolean {
  const goesToItsEnd = replay.ended !== null || (replay.bufferBytes === 0 && !live);
  return goesToItsEnd && damage === null && cutBytes === 0 && !replay.gaps.areAny;
}

function describeRun(
  manifest: RunManifest,
  threads: readonly KnownThread[],
  durationNs: number,
): Omit<TraceHeader, 'lost' | 'lostAtMost' | 'leftOut' | 'gaps' | 'processes' | 'sampler'> {
  return {
    run: manifest.run,
    startedAt: manifest.startedAt,
    durationNs,
    clockErrorNs: threads.reduce((most, { header }) => Math.max(most, header.clockErrorNs), 0),
    records: threads.reduce((sum, { replay }) => sum + replay.records, 0),
    bytes: threads.reduce((sum, { replay }) => sum + replay.bytes, 0),
    command: manifest.command,
    cwd: manifest.cwd,
    level: manifest.level,
    machine: manifest.machine,
    ended: manifest.ended === undefined ? null : { code: manifest.ended.code, signal: manifest.ended.signal },
  };
}

function processIndex(processes: readonly KnownProcess[], thread: KnownThread): number {
  return processes.findIndex((process) => process.threads.includes(thread));
}
