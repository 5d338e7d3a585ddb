// One view's source of a trace that grows: it answers from the trace that the view took last.

import type { Finding } from '../../analysis/finding.ts';
import type { Lane } from '../../model/trace.ts';
import type { LiveSource, TraceChange } from '../../protocol/liveSource.ts';
import type { Selection, TimelineSource } from '../../protocol/timelineSource.ts';
import { carry } from './carry.ts';

/** A run as it was when it was taken; it grows, or has ended. */
export interface TakenTrace {
  readonly generation: number;
  readonly lanes: readonly Lane[];
  /** A source for one view, with rows of its own, whose lists are numbered from there on. */
  open(firstGeneration: number): TimelineSource;
  findings(): readonly Finding[];
  /** What was selected by the ids of a run that grows; null for what is not there. */
  find(selection: Selection, lanes: readonly Lane[]): Selection | null;
}

interface Growing {
  take(): TakenTrace;
  /** What was taken last, by any view; null before the first. */
  last(): TakenTrace | null;
  onChange(listener: (change: TraceChange) => void): () => void;
  /** Runs what a view asks for all the time, and counts what it costs. */
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
  let findings: readonly Finding[] | null = null;
  let rowGeneration = 0;

  const advance = (): number =>
    spend(() => {
      const now = take();
      if (now !== taken) {
        before = taken ?? before;
        opened = null;
        findings = null;
        taken = now;
      }
      return now.generation;
    });
  // Who asks before the first `advance` gets what is there.
  const current = async (): Promise<TimelineSource> => {
    if (taken === null) advance();
    opened ??= spend(() => taken!.open(rowGeneration));
    return opened;
  };

  return {
    onChange,
    advance: async () => advance(),
    async carry(held) {
      if (taken === null || held.generation === taken.generation) return held;
      if (before?.generation !== held.generation) throw new Error(`generation ${held.generation} of the trace answers no more`);
      return carry(before.lanes, taken, held);
    },
    // What there is answers from the start; what comes later is told as a change.
    whole: async () => false,
    overview: async () => (await current()).overview(),
    async rows(folding) {
      const source = await current();
      const list = await spend(() => source.rows(folding));
      rowGeneration = list.generation;
      return list;
    },
    async tile(request) {
      const source = await current();
      return spend(() => source.tile(request));
    },
    async minimap(columns) {
      const source = await current();
      return spend(() => source.minimap(columns));
    },
    detail: async (selection) => (await current()).detail(selection),
    place: async (selection) => (await current()).place(selection),
    neighbour: async (selection, direction) => (await current()).neighbour(selection, direction),
    search: async (query, limit) => (await current()).search(query, limit),
    statistics: async () => (await current()).statistics(),
    async findings() {
      if (taken === null) advance();
      // Not counted: who asks without a view, for all that was recorded, takes care of its own how often it does.
      findings ??= taken!.findings();
      return findings;
    },
    ranAt: async (range, limit) => (await current()).ranAt(range, limit),
  };
}
