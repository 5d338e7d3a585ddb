// The processes that a run started, and ending them all, also those that have left its tree.

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { launchVariable } from '../model/launch.ts';
import { descendantsOf, endProcesses } from './processTree.ts';
import { isRunning, liveWriters } from './writers.ts';

/** What tells the processes of one run from all others. */
export interface RunOfProcesses {
  /** The run's id, as in its manifest. */
  readonly id: string;
  /** Its folder of segments, which may be gone. */
  readonly folder: string;
  /** The process that started the program; it is not one of them. */
  readonly launcher: number;
  readonly program: number;
}

/**
 * Pids of everything that the run started and that still runs: by parentage, by the segments that they write and, on Linux, by the
 * environment that the tracer gives to every child. A detached process that is no traced Node and has lost its parent is found on
 * Linux only.
 */
function processesOfRun({ id, folder, launcher }: RunOfProcesses): readonly number[] {
  const all = new Set([...descendantsOf(launcher), ...writersIn(folder), ...carriersOf(id)]);
  return [...all].filter((pid) => pid !== launcher && pid !== process.pid && isRunning(pid));
}

/**
 * Ends them; resolves when none is left or none can be ended. On Windows the system's own tool ends the trees of the program and of
 * all that write; another process that has lost its parent stays.
 */
export async function endRun(run: RunOfProcesses): Promise<void> {
  if (process.platform === 'win32') await endWindowsTrees([run.program, ...writersIn(run.folder)]);
  else await endProcesses(() => processesOfRun(run));
}

async function endWindowsTrees(pids: readonly number[]): Promise<void> {
  await Promise.all(pids.map((pid) => new Promise<void>((done) => execFile('taskkill', ['/T', '/F', '/PID', String(pid)], () => done()))));
}

function writersIn(folder: string): readonly number[] {
  try {
    return liveWriters(folder);
  } catch {
    // Packed, and gone.
    return [];
  }
}

/** Processes that were started with the launch contract of the run in their environment. */
function carriersOf(id: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) && carries(name, id) ? [Number(name)] : []));
}

function carries(pid: string, id: string): boolean {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return variables.some((variable) => variable.startsWith(`${launchVariable}=`) && variable.includes(JSON.stringify(id)));
  } catch {
    // It has ended, or belongs to someone else.
    return false;
  }
}
