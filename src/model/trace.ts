// A trace in memory: tables as columns (struct of arrays), so that millions of rows stay small and fast.
//
// Order, which readers rely on:
//   lanes   parents first; tasks  by group lane, then created; slices and waits  by task, then start;
//   events  by thread, then sequence number; messages  by send time, else receive time.
// An index into a table is an id within this trace. −1 stands for none, NaN for a time that is not known or has not come.

import type { CounterTable } from './counters.ts';
import type { IndexColumn } from './indexColumn.ts';
import type { Recording } from './launch.ts';
import type { MachineDescription, ProcessDescription, SamplerDescription } from './machine.ts';
import type { Times } from './times.ts';
import type { Nanoseconds } from './units.ts';
import type { LaneKind } from './vocabulary.ts';

export interface Trace {
  readonly header: TraceHeader;
  /** Texts of all tables; index 0 is the empty text. */
  readonly strings: readonly string[];
  readonly sources: SourceTable;
  readonly lanes: readonly Lane[];
  readonly threads: readonly Thread[];
  readonly tasks: TaskTable;
  readonly slices: SliceTable;
  readonly waits: WaitTable;
  readonly aggregates: AggregateTable;
  readonly events: EventTable;
  readonly messages: MessageTable;
  readonly spans: SpanTable;
  readonly counters: CounterTable;
}

export interface TraceHeader {
  readonly run: string;
  /** Wall clock, ISO 8601. */
  readonly startedAt: string;
  readonly durationNs: Nanoseconds;
  /** The largest error of any time against a clock read at the same point. */
  readonly clockErrorNs: number;
  /** Records known to be lost. */
  readonly lost: number;
  /** Upper bound of records lost, where a thread died without closing its segment; equals `lost` when all were closed. */
  readonly lostAtMost: number;
  /** Records that were left out, or dropped again, because the run was told so. */
  readonly leftOut: number;
  /** Records decoded. */
  readonly records: number;
  /** Bytes of the records. */
  readonly bytes: number;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly level: 'light' | 'full';
  readonly machine: MachineDescription;
  /** By start: what each traced process runs on. */
  readonly processes: readonly ProcessDescription[];
  /** What the host sampled of the machine; null when it did not. */
  readonly sampler: SamplerDescription | null;
  /** How the program ended; null while it runs or when its launcher was killed. */
  readonly ended: { readonly code: number | null; readonly signal: string | null } | null;
  /** What is missing and why, one sentence each: damage, threads cut off, processes that were not traced. */
  readonly gaps: readonly string[];
}

/** Places in the person's own source. Index 0 is "none". */
export interface SourceTable {
  readonly count: number;
  /** Index into strings: absolute path or URL. */
  readonly file: Uint32Array;
  /** From 1. */
  readonly line: Uint32Array;
  /** From 1, UTF-16 units. */
  readonly column: Uint32Array;
  /** Code in siteKinds. */
  readonly kind: Uint8Array;
  /** Index into strings. */
  readonly name: Uint32Array;
}

/** A row of the timeline that things nest under. Task rows are not lanes: a task names its task group. */
export interface Lane {
  readonly kind: LaneKind;
  readonly parent: number;
  readonly name: string;
  /** 0 for a machine. */
  readonly pid: number;
  readonly threadId: number;
  /** Index of its thread; −1 for machines, processes and their system lanes. */
  readonly thread: number;
  /** Of a task group: its source, else 0. */
  readonly source: number;
}

export interface Thread {
  readonly lane: number;
  readonly pid: number;
  readonly threadId: number;
  /** Thread index of its creator, −1 for the run's first. */
  readonly creator: number;
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
  /** Its events are [firstEvent, endEvent); the sequence number of event e is e − firstEvent + 1. */
  readonly firstEvent: number;
  readonly endEvent: number;
  readonly exitCode: number | null;
  readonly lost: number;
  /** Whether its records go to its end, or, while it runs, to its present, and none is missing before it. */
  readonly complete: boolean;
  readonly recording: Recording;
}

export interface TaskTable {
  readonly count: number;
  readonly thread: Uint16Array;
  /** Lane of kind taskGroup. */
  readonly group: IndexColumn;
  /** Code in taskKinds. */
  readonly kind: Uint8Array;
  /** Index into strings. */
  readonly name: IndexColumn;
  /** Index into sources: where its function stands, or where it was created. */
  readonly source: IndexColumn;
  /** Task that ran when this one was created. */
  readonly parent: Int32Array;
  readonly createdNs: Times;
  readonly settledNs: Times;
  /** Code in outcomes. */
  readonly outcome: Uint8Array;
  readonly createEvent: Int32Array;
  readonly settleEvent: Int32Array;
  /** Slices of task t are [firstSlice[t], firstSlice[t + 1]); length count + 1. */
  readonly firstSlice: Uint32Array;
  /** Likewise waits. */
  readonly firstWait: Uint32Array;
}

export interface SliceTable {
  readonly count: number;
  readonly task: Uint32Array;
  readonly startNs: Times;
  /** Cut at the trace's end when it was still running. */
  readonly endNs: Times;
  /** 0 at the bottom of the thread's stack; a slice nests in the one below it. */
  readonly depth: Uint16Array;
}

export interface WaitTable {
  readonly count: number;
  readonly task: Uint32Array;
  readonly startNs: Times;
  readonly readyNs: Times;
  readonly endNs: Times;
  /** Code in waitReasons. */
  readonly reason: Uint8Array;
  readonly source: IndexColumn;
  /** The event that made it ready. */
  readonly wokenBy: Int32Array;
  /** Task whose promise was awaited, when known. */
  readonly awaited: Int32Array;
}

/** The waits for several promises at once: `await Promise.all(…)`. By wait. */
export interface AggregateTable {
  readonly count: number;
  readonly wait: Uint32Array;
  /** Code in aggregateModes. */
  readonly mode: Uint8Array;
  /** Members of row r are [firstMember[r], firstMember[r + 1]); length count + 1. */
  readonly firstMember: Uint32Array;
  /** Task whose promise a member is, −1 when it is no task's. */
  readonly memberTask: Int32Array;
  /** The event with which it settled. */
  readonly memberSettle: Int32Array;
}

export interface EventTable {
  readonly count: number;
  readonly timeNs: Times;
  /** Code in eventKinds. */
  readonly kind: Uint8Array;
  readonly task: Int32Array;
  /** Index into strings: a mark's text, a message's name, a child's name. */
  readonly name: IndexColumn;
  readonly source: IndexColumn;
  /** The other event that this one directly follows from: a receive's send, a start's spawn, a join's exit, a wake's settle or create. */
  readonly cause: Int32Array;
  /** Code in markKinds for a mark, in transports for a send or receive, else 0. */
  readonly detail: Uint8Array;
}

export interface MessageTable {
  readonly count: number;
  /** Code in transports. */
  readonly transport: Uint8Array;
  readonly send: Int32Array;
  readonly receive: Int32Array;
  /** −1 when not known. */
  readonly bytes: Float64Array;
  /** Index into strings: `GET /item/17`, a channel's name. */
  readonly name: Uint32Array;
  /** Code in oneEndReasons: why an end is missing. */
  readonly reason: Uint8Array;
  /** Index into strings: address of the peer, for the end that is missing. */
  readonly peer: Uint32Array;
}

export interface SpanTable {
  readonly count: number;
  readonly thread: Uint16Array;
  /** Code in spanKinds. */
  readonly kind: Uint8Array;
  readonly startNs: Times;
  readonly endNs: Times;
  readonly name: Uint32Array;
  readonly task: Int32Array;
}

/** The thread that an event belongs to. O(log threads). */
export function threadOfEvent(trace: Trace, event: number): number {
  let low = 0;
  let high = trace.threads.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (trace.threads[middle]!.firstEvent <= event) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The row of the wait among those for several promises; −1 when it is for one. O(log rows). */
export function aggregateOfWait({ aggregates }: Trace, wait: number): number {
  let low = 0;
  let high = aggregates.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (aggregates.wait[middle]! < wait) low = middle + 1;
    else high = middle;
  }
  return aggregates.wait[low] === wait ? low : -1;
}

/** The event's number in its thread, from 1. */
export function sequenceOfEvent(trace: Trace, event: number): number {
  return event - trace.threads[threadOfEvent(trace, event)]!.firstEvent + 1;
}
