// What a run did in all: the sums that a summary is made of, without the rows that they are of.

import type { MessageTable, Trace } from './trace.ts';
import type { Nanoseconds } from './units.ts';

/** Indexes are those of the trace that the same records make: of strings, sources, lanes and threads. */
export interface RunTotals extends Pick<Trace, 'header' | 'strings' | 'sources' | 'lanes' | 'threads' | 'counters'> {
  readonly counts: {
    readonly tasks: number;
    readonly slices: number;
    readonly waits: number;
    readonly events: number;
  };
  /** By thread: how long anything ran on it. */
  readonly runningNs: Float64Array;
  /** Those that have tasks, in the order of their lanes. */
  readonly groups: readonly GroupTotals[];
  /** Functions and top-level code, in the order of a trace's tasks. */
  readonly pending: readonly PendingTotals[];
  /** In any order. */
  readonly messages: Pick<MessageTable, 'count' | 'transport' | 'bytes' | 'reason'>;
  /** By thread, then start. */
  readonly stalls: readonly StallTotals[];
}

/** Of several tasks together. */
export interface TaskTotals {
  readonly tasks: number;
  /** Self time. */
  readonly runningNs: Nanoseconds;
  /** Blocked and ready together; waits that are open count up to the run's end. */
  readonly waitingNs: Nanoseconds;
  /** The part of the waiting time in which they could have run, where that is known. */
  readonly readyNs: Nanoseconds;
  readonly pending: number;
  readonly rejected: number;
}

/** The tasks of one group. */
export interface GroupTotals extends TaskTotals {
  /** Code in taskKinds: that of its first task. */
  readonly kind: number;
  /** Index into strings. */
  readonly name: number;
  /** Index into sources. */
  readonly source: number;
}

/** A task that had not settled at the end. */
export interface PendingTotals {
  /** Lane of its group. */
  readonly group: number;
  /** Index into strings. */
  readonly name: number;
  /** Index into sources. */
  readonly source: number;
  /** The wait that had not ended: code in waitReasons, index into sources. Null when none is known. */
  readonly wait: { readonly reason: number; readonly source: number } | null;
}

export interface StallTotals {
  readonly thread: number;
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
  /** The task that ran most of it, index into strings; 0 when none was seen to run. */
  readonly name: number;
}
