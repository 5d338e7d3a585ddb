// What holds a trace together before its tables are filled: its threads and lanes, its texts, who created whom, what is missing.

import type { RunManifest } from '../model/launch.ts';
import type { Thread, TraceHeader } from '../model/trace.ts';
import { type AssembledLanes, assembleLanes } from './assembleLanes.ts';
import { countLosses, describeGaps } from './gaps.ts';
import { joinThreads, type ThreadJoins } from './joinThreads.ts';
import { describeProcesses } from './processDescriptions.ts';
import { groupProcesses, type KnownProcess, type KnownThread } from './processes.ts';
import type { ThreadReplay } from './threadReplay.ts';
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

export interface RunFrame {
  readonly live: boolean;
  readonly processes: readonly KnownProcess[];
  /** By process. */
  readonly known: readonly KnownThread[];
  readonly samplers: readonly ThreadReplay[];
  readonly joins: ThreadJoins;
  readonly texts: TraceTexts;
  readonly lanes: AssembledLanes;
  readonly parts: readonly FramePart[];
  readonly threads: readonly Thread[];
  readonly header: TraceHeader;
}

/** One thread as the tables need it. */
export interface FramePart {
  readonly replay: ThreadReplay;
  /** Its events are [firstEvent, endEvent) of all: its own, and one more if its exit is known only from the thread that saw it end. */
  readonly firstEvent: number;
  readonly endEvent: number;
  /** Where that exit stands in time; null when the thread told its exit itself or is not known to have ended. */
  readonly exitNs: number | null;
  /** Lane of its first task group. */
  readonly firstGroup: number;
  /** From its text and site ids to the trace's. */
  readonly texts: Uint32Array;
  readonly sources: Uint32Array;
  /** Where slices that still run are cut. */
  readonly endNs: number;
  /** Its process among all. */
  readonly process: number;
  /** Its records go to its end, without a gap. */
  readonly complete: boolean;
}

/** Leaves the replays as they are. `live`: a thread that has not closed its segment has lost nothing. O(lanes + texts + sources), and what {@link joinThreads} takes. */
export function assembleFrame(manifest: RunManifest, inputs: readonly ThreadInput[], live: boolean): RunFrame {
  const headed = inputs
    .filter((input) => input.replay.header !== null)
    .map((input): KnownThread => ({ ...input, header: input.replay.header! }));
  const samplers = inputs.map(({ replay }) => replay).filter(({ sampling }) => sampling !== null);
  const headless = inputs.filter(
    ({ replay, damage }) => replay.header === null && replay.sampling === null && (damage !== null || replay.records > 0),
  );
  const processes = groupProcesses(headed);
  const known = processes.flatMap((process) => process.threads);
  const joins = joinThreads(processes);
  const untraced = findUntraced(joins, known);
  const texts = new TraceTexts();
  const sources = known.map(({ replay }) => texts.sourcesOf(replay.state.texts));
  const lanes = assembleLanes(manifest, processes, untraced, sources, texts);
  const lastNs = known.reduce((last, { replay }) => Math.max(last, replay.state.nowNs), 0);
  const durationNs = live ? lastNs : Math.max(lastNs, manifest.ended?.atNs ?? 0);
  const seenToEnd = new Set(joins.joins.map(({ exited }) => exited));
  const parts = describeParts({ processes, known, lanes, sources, texts, seenToEnd, live, durationNs });
  const gaps = describeGaps(
    manifest,
    known,
    untraced,
    headless.map(({ damage }) => damage ?? 'it is no thread header'),
    live,
  );
  return {
    live,
    processes,
    known,
    samplers,
    joins,
    texts,
    lanes,
    parts,
    threads: describeThreads(known, parts, lanes, joins, seenToEnd, live),
    header: {
      ...describeRun(manifest, known, durationNs),
      ...countLosses(known, live),
      gaps,
      processes: describeProcesses(processes),
      sampler: samplers[0]?.sampling ?? null,
    },
  };
}

interface PartsInput extends Pick<RunFrame, 'processes' | 'known' | 'lanes' | 'texts' | 'live'> {
  readonly sources: readonly Uint32Array[];
  readonly seenToEnd: ReadonlySet<number>;
  readonly durationNs: number;
}

function describeParts({ processes, known, lanes, sources, texts, seenToEnd, live, durationNs }: PartsInput): readonly FramePart[] {
  const processOf = processes.flatMap(({ threads }, process) => threads.map(() => process));
  let firstEvent = 0;
  return known.map(({ replay }, thread) => {
    const { state, ended } = replay;
    const exitNs = ended === null && seenToEnd.has(thread) ? state.nowNs : null;
    const endEvent = firstEvent + state.events.length + (exitNs === null ? 0 : 1);
    const part: FramePart = {
      replay,
      firstEvent,
      endEvent,
      exitNs,
      firstGroup: lanes.firstGroup[thread]!,
      texts: texts.textsOf(state.texts),
      sources: sources[thread]!,
      endNs: ended === null && exitNs === null && live ? durationNs : state.nowNs,
      process: processOf[thread]!,
      complete: isComplete(known[thread]!, live),
    };
    firstEvent = endEvent;
    return part;
  });
}

function describeThreads(
  threads: readonly KnownThread[],
  parts: readonly FramePart[],
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
    complete: parts[thread]!.complete,
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
