// Which threads are one process, and in which order they are shown.

import type { ThreadHeader } from '../model/launch.ts';
import type { ThreadReplay } from './threadReplay.ts';

/** A thread whose segment has a header. */
export interface KnownThread {
  readonly replay: ThreadReplay;
  readonly header: ThreadHeader;
  /** Bytes at its segment's end that could not be read. */
  readonly cutBytes: number;
  /** Why its records end early; null when nothing is wrong with them. */
  readonly damage: string | null;
}

export interface KnownProcess {
  readonly pid: number;
  readonly startNs: number;
  /** By start; the main thread first, if it was recorded. */
  readonly threads: readonly KnownThread[];
}

/** By start. A pid that was used twice is two processes: each main thread begins one. O(threads log threads). */
export function groupProcesses(threads: readonly KnownThread[]): readonly KnownProcess[] {
  const byStart = [...threads].sort((a, b) => a.header.startNs - b.header.startNs || a.header.threadId - b.header.threadId);
  const processes: { pid: number; startNs: number; threads: KnownThread[] }[] = [];
  const begin = (thread: KnownThread): void => {
    processes.push({ pid: thread.header.pid, startNs: thread.header.startNs, threads: [thread] });
  };
  for (const thread of byStart) if (thread.header.threadId === 0) begin(thread);
  for (const thread of byStart) {
    if (thread.header.threadId === 0) continue;
    const own = processes.findLast((process) => process.pid === thread.header.pid && process.startNs <= thread.header.startNs);
    if (own === undefined) begin(thread);
    else own.threads.push(thread);
  }
  return processes.sort((a, b) => a.startNs - b.startNs);
}
