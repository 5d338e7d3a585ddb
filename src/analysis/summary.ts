// The summary of a run: what `run` prints when the program has ended and what `info --json` gives.

import type { RunTotals } from '../model/runTotals.ts';
import type { Nanoseconds } from '../model/units.ts';
import { type OneEndReason, oneEndReasons, type Transport, transports } from '../model/vocabulary.ts';
import { type FunctionSummary, functionSummaries } from './functionSummary.ts';
import { type MachineUse, machineUse } from './machineUse.ts';
import { type NeverSettled, neverSettled } from './neverSettled.ts';
import { threadName } from './sourcePlace.ts';

// The parts of a summary that stand in files of their own.
export type { FunctionSummary } from './functionSummary.ts';
export type { MachineUse } from './machineUse.ts';
export type { NeverSettled } from './neverSettled.ts';
export type { SummaryPlace } from './sourcePlace.ts';

export interface Summary {
  readonly level: 'light' | 'full';
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
  /** Null when nothing of the machine was sampled. */
  readonly machine: MachineUse | null;
  readonly lost: number;
  readonly lostAtMost: number;
  readonly leftOut: number;
  readonly gaps: readonly string[];
}

interface SummaryCounts {
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

export interface TransportSummary {
  readonly transport: Transport;
  readonly messages: number;
  /** Of those whose size is known; null when it is of none, as on ports. */
  readonly bytes: number | null;
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

const longestStalls = 10;

/** O(lanes + messages + stalls + samples). */
export function summarize(totals: RunTotals): Summary {
  const { header } = totals;
  return {
    level: header.level,
    durationNs: header.durationNs,
    counts: countAll(totals),
    ended: header.ended,
    threads: threadSummaries(totals),
    functions: functionSummaries(totals),
    transports: transportSummaries(totals),
    stalls: stallSummaries(totals),
    neverSettled: neverSettled(totals),
    machine: machineUse(totals),
    lost: header.lost,
    lostAtMost: header.lostAtMost,
    leftOut: header.leftOut,
    gaps: header.gaps,
  };
}

function countAll({ lanes, threads, counts, messages, header }: RunTotals): SummaryCounts {
  const lanesOf = (kind: string): number => lanes.filter((lane) => lane.kind === kind).length;
  const { tasks, slices, waits, events } = counts;
  return {
    machines: lanesOf('machine'),
    processes: lanesOf('process'),
    threads: threads.length,
    tasks,
    slices,
    waits,
    events,
    messages: messages.count,
    records: header.records,
  };
}

function threadSummaries(totals: RunTotals): readonly ThreadSummary[] {
  return totals.threads.map((thread, index) => ({
    name: threadName(totals, index),
    pid: thread.pid,
    threadId: thread.threadId,
    runningNs: totals.runningNs[index]!,
    aliveNs: (Number.isNaN(thread.endNs) ? totals.header.durationNs : thread.endNs) - thread.startNs,
    exitCode: thread.exitCode,
  }));
}

function transportSummaries({ messages }: RunTotals): readonly TransportSummary[] {
  const rows = transports.map((transport) => ({
    transport,
    messages: 0,
    bytes: null as number | null,
    reasons: new Uint32Array(oneEndReasons.length),
  }));
  for (let message = 0; message < messages.count; message++) {
    const row = rows[messages.transport[message]!]!;
    row.messages++;
    const bytes = messages.bytes[message]!;
    if (bytes >= 0) row.bytes = (row.bytes ?? 0) + bytes;
    row.reasons[messages.reason[message]!]!++;
  }
  return rows
    .filter((row) => row.messages > 0)
    .map(({ transport, messages: count, bytes, reasons }) => ({
      transport,
      messages: count,
      bytes,
      oneEnded: oneEndReasons
        .map((reason, code) => ({ reason, messages: reasons[code]! }))
        .filter((row) => row.reason !== 'none' && row.messages > 0),
    }));
}

function stallSummaries(totals: RunTotals): readonly StallSummary[] {
  return totals.stalls
    .map(({ thread, startNs, endNs, name }) => ({
      startNs,
      durationNs: endNs - startNs,
      thread: threadName(totals, thread),
      task: totals.strings[name]!,
    }))
    .sort((a, b) => b.durationNs - a.durationNs)
    .slice(0, longestStalls);
}
