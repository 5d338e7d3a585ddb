// One view's source of a trace that grows: it answers from the trace that the view took last.

import type { Trace } from '../../model/trace.ts';
import type { LiveSource, TraceChange } from '../../protocol/liveSource.ts';
import type { TimelineSource } from '../../protocol/timelineSource.ts';
import { createFindings, type Findings } from '../findings.ts';
import { openTrace } from '../openTrace.ts';
import { carry } from './carry.ts';

/** A trace as it was when it was taken. */
export interface TakenTrace {
  readonly trace: Trace;
  /** What is wrong with the file that it came from; null when it is whole. */
  readonly damage: string | null;
  readonly generation: number;
}

interface Growing {
  take(): TakenTrace;
  /** What was taken last, by any view; null before the first. */
  last(): TakenTrace | null;
  onChange(listener: (change: TraceChange) => void): () => void;
  /** Runs what makes a taken trace answer, and counts what it costs. */
  spend<Result>(work: () => Result): Result;
}

export function openLiveSource({ take, last, onChange, spend }: Growing): LiveSource {
  let taken: TakenTrace | null = null;
  /**
   * The one before, so that what the view asked for while it changed over still means what it meant. At the beginning the one of
   * a view that was closed, so that the view which takes its place can go on.
   */
  let before: TakenTrace | null = last();
  let opened: TimelineSource | null = null;
  let findings: Findings | null = null;
  let rowGeneration = 0;

  const advance = (): number =>
    spend(() => {
      const now = take();
      if (now !== taken) {
        // Who has asked for nothing but findings holds no index of it.
        before = findings !== null && opened === null ? null : (taken ?? before);
        opened = null;
        findings = null;
        taken = now;
      }
      return now.generation;
    });
  // Who asks before the first `advance` gets what is there.
  const current = async (): Promise<TimelineSource> => {
    if (taken === null) advance();
    opened ??= spend(() => openTrace(taken!.trace, taken!.damage, rowGeneration));
    return opened;
  };

  return {
    onChange,
    advance: async () => advance(),
    async carry(held) {
      if (taken === null || held.generation === taken.generation) return held;
      if (before?.generation !== held.generation) throw new Error(`generation ${held.generation} of the trace answers no more`);
      return carry(before.trace, taken.trace, held);
    },
    // What there is answers from the start; what comes later is told as a change.
    whole: async () => false,
    overview: async () => (await current()).overview(),
    async rows(folding) {
      const list = await (await current()).rows(folding);
      rowGeneration = list.generation;
      return list;
    },
    tile: async (request) => (await current()).tile(request),
    minimap: async (columns) => (await current()).minimap(columns),
    detail: async (selection) => (await current()).detail(selection),
    place: async (selection) => (await current()).place(selection),
    neighbour: async (selection, direction) => (await current()).neighbour(selection, direction),
    search: async (query, limit) => (await current()).search(query, limit),
    statistics: async () => (await current()).statistics(),
    async findings() {
      if (taken === null) advance();
      // Without the indexes that only a view needs.
      return spend(() => {
        findings ??= createFindings(taken!.trace);
        return findings.list();
      });
    },
    ranAt: async (range, limit) => (await current()).ranAt(range, limit),
  };
}
