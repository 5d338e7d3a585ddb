// What a soak finds, and how processes are watched while they run.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
export const commandLine: string = join(root, 'dist/cli.cjs');
export const workloads: string = join(import.meta.dirname, 'workloads');

export interface Finding {
  readonly text: string;
  /** False when it breaks what was promised. */
  readonly isKept: boolean;
}

export type Soak = () => AsyncGenerator<Finding, void>;

export interface Watched {
  readonly stdout: string;
  readonly code: number | null;
  readonly signal: string | null;
  /** The most memory that the process itself had, in MB. */
  readonly peakMb: number;
}

/** Runs a command to its end. */
export async function watchRun(
  command: string,
  args: readonly string[],
  started: (child: ChildProcess) => void = () => {},
): Promise<Watched> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  let peakMb = 0;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, memoryOf(child.pid!, 'VmHWM'));
  }, 50);
  started(child);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(timer);
  return { stdout: Buffer.concat(output).toString(), code, signal, peakMb };
}

/** In MB; 0 when it can't be asked. */
export function memoryOf(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  try {
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
