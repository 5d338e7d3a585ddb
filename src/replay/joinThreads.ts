// The edges between threads that are no messages: spawn → start and exit → join.

import type { KnownProcess, KnownThread } from './processes.ts';
import type { Departure, Spawn } from './threadReplay.ts';

interface ThreadEdge {
  readonly fromThread: number;
  readonly fromEvent: number;
}

export interface ThreadJoins {
  /** By thread: the spawn that its start follows from; null when none was recorded. */
  readonly spawnedBy: readonly (ThreadEdge | null)[];
  /** By thread: its creator, −1 when not known. */
  readonly creator: readonly number[];
  /** Joins, with the thread whose exit they follow from. */
  readonly joins: readonly { readonly thread: number; readonly event: number; readonly exited: number }[];
  /** Processes that were spawned and left no records. */
  readonly strangers: readonly { readonly spawn: Spawn; readonly thread: number; readonly timeNs: number }[];
}

/** Threads in the order of the processes. A pid or thread id that was used twice: the spawn nearest before the start. O(spawns × threads of the id). */
export function joinThreads(processes: readonly KnownProcess[]): ThreadJoins {
  const threads = processes.flatMap((process) => process.threads);
  const processOf = processes.flatMap((process, index) => process.threads.map(() => index));
  const spawnedBy: (ThreadEdge | null)[] = threads.map(() => null);
  const joins: { thread: number; event: number; exited: number }[] = [];
  const strangers: { spawn: Spawn; thread: number; timeNs: number }[] = [];

  const isIt = (child: number, creator: number, what: Spawn | Departure): boolean =>
    what.kind === 'process'
      ? threads[child]!.header.threadId === 0 && threads[child]!.header.pid === what.id && child !== creator
      : threads[child]!.header.threadId === what.id && processOf[child] === processOf[creator] && what.id !== 0;

  threads.forEach((thread, creator) => {
    for (const spawn of thread.replay.spawns) {
      const at = spawn.timeNs;
      const child = threads.findIndex(
        (other, index) => isIt(index, creator, spawn) && startedAfter(other, at) && spawnedBy[index] === null,
      );
      if (child >= 0) spawnedBy[child] = { fromThread: creator, fromEvent: spawn.event };
      else if (spawn.kind === 'process') strangers.push({ spawn, thread: creator, timeNs: at });
    }
    for (const departure of thread.replay.departures) {
      const at = departure.timeNs;
      const exited = threads.findLastIndex((other, index) => isIt(index, creator, departure) && other.header.startNs <= at);
      if (exited >= 0) joins.push({ thread: creator, event: departure.event, exited });
    }
  });
  const creator = threads.map((thread, index) => spawnedBy[index]?.fromThread ?? parentOf(thread, index, threads, processOf));
  return { spawnedBy, creator, joins, strangers };
}

/** A child may run before its creator has noted that it spawned it. */
function startedAfter(thread: KnownThread, spawnNs: number): boolean {
  return thread.header.startNs >= spawnNs - 50_000_000;
}

/** The creator as the thread itself named it. */
function parentOf(thread: KnownThread, own: number, threads: readonly KnownThread[], processOf: readonly number[]): number {
  const { header } = thread;
  return threads.findLastIndex((other, index) => {
    if (index === own || other.header.startNs > header.startNs) return false;
    if (header.threadId === 0) return other.header.pid === header.parentPid && other.header.threadId === 0;
    return processOf[index] === processOf[own] && other.header.threadId === header.parentThreadId;
  });
}
