// What is missing in a trace and why, one sentence each.

import type { RunManifest } from '../model/launch.ts';
import { gapWords, type LeftOut } from './leftOut.ts';
import type { KnownThread } from './processes.ts';
import type { ThreadReplay } from './threadReplay.ts';
import type { UntracedProcess } from './untracedProcesses.ts';

/** More notes than these are counted only. */
const mostNotes = 20;

export interface Losses {
  readonly lost: number;
  readonly lostAtMost: number;
  readonly leftOut: number;
}

/** A thread that did not close its segment can have lost what its recorder had not written: a record has at least one byte. */
export function countLosses(threads: readonly KnownThread[], live: boolean): Losses {
  let lost = 0;
  let unwritten = 0;
  let leftOut = 0;
  for (const { replay, cutBytes } of threads) {
    lost += replay.ended?.lost ?? replay.gaps.lost;
    leftOut += replay.gaps.leftOut;
    if (replay.ended === null && !live) unwritten += replay.bufferBytes + cutBytes;
  }
  return { lost, lostAtMost: lost + unwritten, leftOut };
}

/** `The main thread of process 7 (a.js): 120 records between 1.204 s and 1.310 s left out: recording was stopped.` */
function describeLeftOut(name: string, { reason, gaps, records, fromNs, toNs }: LeftOut): string {
  const where = gaps === 1 ? 'between' : `in ${gaps} gaps between`;
  return `${name}: ${records} records ${where} ${seconds(fromNs)} and ${seconds(toNs)} were ${gapWords[reason]}.`;
}

function describeOpenGap(name: string, { reason, fromNs }: NonNullable<ThreadReplay['gaps']['open']>): string {
  return `${name}: what came after ${seconds(fromNs)} was ${gapWords[reason]}.`;
}

function seconds(ns: number): string {
  return `${(ns / 1e9).toFixed(3)} s`;
}

export function describeGaps(
  manifest: RunManifest,
  threads: readonly KnownThread[],
  untraced: readonly UntracedProcess[],
  headless: readonly string[],
  live: boolean,
): readonly string[] {
  const gaps: string[] = [];
  for (const why of headless) gaps.push(`A segment was left out, because its first record could not be read: ${why}.`);
  for (const { replay, header, cutBytes, damage } of threads) {
    const name = `${header.threadId === 0 ? 'The main thread' : `Thread ${header.threadId}`} of process ${header.pid} (${header.name})`;
    if (damage !== null) gaps.push(`${name} can be read only in part: ${damage}.`);
    else if (replay.ended === null && !live && replay.bufferBytes + cutBytes > 0) {
      gaps.push(`${name} ended without closing its records: up to ${replay.bufferBytes + cutBytes} bytes of them are lost.`);
    }
    for (const leftOut of replay.gaps.byReason.values()) gaps.push(describeLeftOut(name, leftOut));
    if (replay.gaps.open !== null) gaps.push(describeOpenGap(name, replay.gaps.open));
    const untold = (replay.ended?.lost ?? 0) - replay.gaps.lost;
    if (untold > 0) gaps.push(`${name} could not write ${untold} records.`);
  }
  for (const { pid, name } of untraced) gaps.push(`Process ${pid} (${name}) was not traced: the tracer could not enter it.`);
  if (manifest.machine.unsampled !== undefined && threads.length > 0) gaps.push(manifest.machine.unsampled);
  const notes = [...new Set(threads.flatMap(({ replay }) => [...replay.notes]))];
  gaps.push(...notes.slice(0, mostNotes));
  if (notes.length > mostNotes) gaps.push(`The tracer left ${notes.length - mostNotes} more notes; they are marks in the trace.`);
  if (threads.length === 0 && !live) gaps.push(`Nothing was recorded of ${manifest.command.join(' ') || 'the program'}.`);
  return gaps;
}
