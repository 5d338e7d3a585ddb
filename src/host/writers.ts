// The processes of a run that still write when its program has ended: detached children, and those that are about to end.

import { readFileSync } from 'node:fs';
import { listSegments } from './runFolder.ts';

/** Long enough for a child that ends because its parent did; a daemon is left behind after it. */
const patienceMs = 500;
const stepMs = 10;

/** Waits until every process with a segment in `folder` has ended, but not for ever. Returns the pids of those that have not. */
export async function awaitWriters(folder: string): Promise<readonly number[]> {
  let writing = liveWriters(folder);
  for (let waitedMs = 0; writing.length > 0 && waitedMs < patienceMs; waitedMs += stepMs) {
    await new Promise((resume) => setTimeout(resume, stepMs));
    writing = liveWriters(folder);
  }
  return writing;
}

/** The pids of the processes with a segment in `folder` that run. */
export function liveWriters(folder: string): readonly number[] {
  const pids = new Set(listSegments(folder).map((segment) => segment.pid));
  // 0 is no process: its segment is what the host samples.
  pids.delete(0);
  return [...pids].filter(isRunning);
}

/** Whether the process of that pid is there and has not ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** Ended, and nobody has asked how: in a container without an init that is how orphans stay. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat[stat.lastIndexOf(')') + 2] === 'Z';
  } catch {
    return false;
  }
}
