// The summary of a run: what `run` prints when the program has ended and what `info --json` gives.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { codeOf, type OneEndReason, oneEndReasons, outcomes, spanKinds, type TaskKind, type Transport, taskKinds, transports, waitReasons } from '../model/vocabulary.ts';
import { readyLength, selfTimeByTask, selfTimes, waitLength } from './selfTime.ts';

export interface Summary {
  readonly durationNs: Nanoseconds;
  readonly counts: SummaryCounts;
  readonly ended: { readonly code: number | null; readonly signal: string | null } | null;
  readonly threads: readonly ThreadSummary[];
  /** By running time, then waiting time, longest first. */
  readonly functions: readonly FunctionSummary[];
  readonly transports: readonly TransportSummary[];
  /** Longest first. */
  readonly stalls: readonly StallSummary[];
  /** Functions of which tasks were still pending at the end, most first. */
  readonly neverSettled: readonly NeverSettled[];
  readonly lost: number;
  readonly lostAtMost: number;
  readonly gaps: readonly string[];
}

export interface SummaryCounts {
  readonly machines: number;
  readonly processes: number;
  readonly threads: number;
  readonly tasks: number;
  readonly slices: number;
  readonly waits: number;
  readonly events: number;
  readonly messages: number;
  readonly records: number;
}

export interface ThreadSummary {
  /** `server.ts ▸ main thread` */
  readonly name: string;
  readonly pid: number;
  readonly threadId: number;
  readonly runningNs: Nanoseconds;
  readonly aliveNs: Nanoseconds;
  readonly exitCode: number | null;
}

export interface FunctionSummary {
  readonly name: string;
  readonly kind: TaskKind;
  readonly place: SummaryPlace | null;
  readonly tasks: number;
  /** Self time. */
  readonly runningNs: Nanoseconds;
  /** Blocked and ready together. */
  readonly waitingNs: Nanoseconds;
  readonly readyNs: Nanoseconds;
  readonly pending: number;
  readonly rejected: number;
}

export interface SummaryPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface TransportSummary {
  readonly transport: Transport;
  readonly messages: number;
  readonly bytes: number;
  /** By reason, of the messages with one end; reasons without any are left out. */
  readonly oneEnded: readonly { readonly reason: OneEndReason; readonly messages: number }[];
}

export interface StallSummary {
  readonly startNs: Nanoseconds;
  readonly durationNs: Nanoseconds;
  readonly thread: string;
  /** The task that ran; empty when not known. */
  readonly task: string;
}

export interface NeverSettled {
  readonly name: string;
  readonly tasks: number;
  readonly place: SummaryPlace | null;
  /** Where they wait, the most frequent place first. */
  readonly awaiting: readonly { readonly reason: string; readonly place: SummaryPlace | null; readonly tasks: number }[];
}

const pendingOutcome = codeOf(outcomes, 'pending');
const rejectedOutcome = codeOf(outcomes, 'rejected');
const asyncFunctionKind = codeOf(taskKinds, 'async function');
const asyncGeneratorKind = codeOf(taskKinds, 'async generator');
const rootKind = codeOf(taskKinds, 'root');
const stallKind = codeOf(spanKinds, 'stall');
const longestStalls = 10;

/** O(trace). */
export function summarize(trace: Trace): Summary {
  const { header } = trace;
  return {
    durationNs: header.durationNs,
    counts: countAll(trace),
    ended: header.ended,
    threads: threadSummaries(trace),
    functions: functionSummaries(trace),
    transports: transportSummaries(trace),
    stalls: stallSummaries(trace),
    neverSettled: neverSettled(trace),
    lost: header.lost,
    lostAtMost: header.lostAtMost,
    gaps: header.gaps,
  };
}

function countAll(trace: Trace): SummaryCounts {
  const lanes = (kind: string): number => trace.lanes.filter((lane) => lane.kind === kind).length;
  return {
    machines: lanes('machine'),
    processes: lanes('process'),
    threads: trace.threads.length,
    tasks: trace.tasks.count,
    slices: trace.slices.count,
    waits: trace.waits.count,
    events: trace.events.count,
    messages: trace.messages.count,
    records: trace.header.records,
  };
}

/** `server.ts ▸ main thread`: a thread with the process that it belongs to. */
export function threadName(trace: Trace, thread: number): string {
  const lane = trace.lanes[trace.threads[thread]!.lane]!;
  const process = trace.lanes[lane.parent];
  return process === undefined ? lane.name : `${process.name} ▸ ${lane.name}`;
}

/** A row of the source table as a person names it; null for "none". */
export function placeOf(trace: Trace, source: number): SummaryPlace | null {
  if (source === 0) return null;
  const { file, line, column } = trace.sources;
  return { file: trace.strings[file[source]!]!, line: line[source]!, column: column[source]! };
}

function threadSummaries(trace: Trace): readonly ThreadSummary[] {
  const running = new Float64Array(trace.threads.length);
  const { slices, tasks } = trace;
  for (let slice = 0; slice < slices.count; slice++) {
    if (slices.depth[slice] === 0) running[tasks.thread[slices.task[slice]!]!]! += slices.endNs[slice]! - slices.startNs[slice]!;
  }
  return trace.threads.map((thread, index) => ({
    name: threadName(trace, index),
    pid: thread.pid,
    threadId: thread.threadId,
    runningNs: running[index]!,
    aliveNs: (Number.isNaN(thread.endNs) ? trace.header.durationNs : thread.endNs) - thread.startNs,
    exitCode: thread.exitCode,
  }));
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function functionSummaries(trace: Trace): readonly FunctionSummary[] {
  const { tasks, waits } = trace;
  const own = selfTimeByTask(trace, selfTimes(trace));
  const byGroup = new Map<string, Mutable<FunctionSummary>>();
  const rows: Mutable<FunctionSummary>[] = new Array(trace.lanes.length);
  for (let task = 0; task < tasks.count; task++) {
    const lane = tasks.group[task]!;
    const row = (rows[lane] ??= groupRow(trace, task, byGroup));
    row.tasks++;
    row.runningNs += own[task]!;
    if (tasks.outcome[task] === pendingOutcome) row.pending++;
    if (tasks.outcome[task] === rejectedOutcome) row.rejected++;
  }
  for (let wait = 0; wait < waits.count; wait++) {
    const row = rows[tasks.group[waits.task[wait]!]!]!;
    row.waitingNs += waitLength(trace, wait);
    row.readyNs += readyLength(trace, wait);
  }
  return [...byGroup.values()].sort((a, b) => b.runningNs - a.runningNs || b.waitingNs - a.waitingNs);
}

/** The same function in several threads is one row of the summary. */
function groupRow(trace: Trace, task: number, byGroup: Map<string, Mutable<FunctionSummary>>): Mutable<FunctionSummary> {
  const kind = taskKinds[trace.tasks.kind[task]!]!;
  const name = trace.strings[trace.tasks.name[task]!]!;
  const place = placeOf(trace, trace.tasks.source[task]!);
  const key = `${kind}\n${name}\n${place?.file}:${place?.line}:${place?.column}`;
  const known = byGroup.get(key);
  if (known !== undefined) return known;
  const row = { name, kind, place, tasks: 0, runningNs: 0, waitingNs: 0, readyNs: 0, pending: 0, rejected: 0 };
  byGroup.set(key, row);
  return row;
}

function transportSummaries(trace: Trace): readonly TransportSummary[] {
  const { messages } = trace;
  const rows = transports.map((transport) => ({ transport, messages: 0, bytes: 0, reasons: new Uint32Array(oneEndReasons.length) }));
  for (let message = 0; message < messages.count; message++) {
    const row = rows[messages.transport[message]!]!;
    row.messages++;
    row.bytes += Math.max(0, messages.bytes[message]!);
    row.reasons[messages.reason[message]!]!++;
  }
  return rows
    .filter((row) => row.messages > 0)
    .map(({ transport, messages: count, bytes, reasons }) => ({
      transport,
      messages: count,
      bytes,
      oneEnded: oneEndReasons.map((reason, code) => ({ reason, messages: reasons[code]! })).filter((row) => row.reason !== 'none' && row.messages > 0),
    }));
}

function stallSummaries(trace: Trace): readonly StallSummary[] {
  const { spans, tasks } = trace;
  const stalls: StallSummary[] = [];
  for (let span = 0; span < spans.count; span++) {
    if (spans.kind[span] !== stallKind) continue;
    const task = spans.task[span]!;
    stalls.push({
      startNs: spans.startNs[span]!,
      durationNs: spans.endNs[span]! - spans.startNs[span]!,
      thread: threadName(trace, spans.thread[span]!),
      task: task < 0 ? '' : trace.strings[tasks.name[task]!]!,
    });
  }
  return stalls.sort((a, b) => b.durationNs - a.durationNs).slice(0, longestStalls);
}

/** Functions and top-level code only: a socket that still listens is no mistake. */
function neverSettled(trace: Trace): readonly NeverSettled[] {
  const { tasks, waits } = trace;
  const rows = new Map<number, { name: string; tasks: number; place: SummaryPlace | null; awaiting: Map<string, { reason: string; place: SummaryPlace | null; tasks: number }> }>();
  for (let task = 0; task < tasks.count; task++) {
    const kind = tasks.kind[task]!;
    if (tasks.outcome[task] !== pendingOutcome || (kind !== asyncFunctionKind && kind !== asyncGeneratorKind && kind !== rootKind)) continue;
    const lane = tasks.group[task]!;
    let row = rows.get(lane);
    if (row === undefined) {
      row = { name: trace.strings[tasks.name[task]!]!, tasks: 0, place: placeOf(trace, tasks.source[task]!), awaiting: new Map() };
      rows.set(lane, row);
    }
    row.tasks++;
    const wait = tasks.firstWait[task + 1]! - 1;
    if (wait < tasks.firstWait[task]! || !Number.isNaN(waits.endNs[wait]!)) continue;
    const reason = waitReasons[waits.reason[wait]!]!;
    const key = `${reason}:${waits.source[wait]}`;
    const at = row.awaiting.get(key);
    if (at === undefined) row.awaiting.set(key, { reason, place: placeOf(trace, waits.source[wait]!), tasks: 1 });
    else at.tasks++;
  }
  return [...rows.values()]
    .sort((a, b) => b.tasks - a.tasks)
    .map((row) => ({ ...row, awaiting: [...row.awaiting.values()].sort((a, b) => b.tasks - a.tasks) }));
}
