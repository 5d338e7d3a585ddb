// The built command line as the tests of this room run it: real processes in a folder of their own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Built by `npm run build`; the variable names another build to try. */
const dist = process.env.TRACE_CONCURRENCY_DIST ?? join(import.meta.dirname, '../../../dist');
export const commandLine: string = join(dist, 'cli.cjs');

export interface Ending {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A new folder with these files, gone after the test. */
export function makeFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when stdout holds a whole line with `text`, with all of stdout so far. */
  output(text: string): Promise<string>;
  readonly ended: Promise<Ending>;
}

/** Starts a command in `cwd`; its output is collected. It is killed when the test ends before it does. */
export function start(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Running {
  const child = spawn(command, args, { cwd, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ stdout, stderr, code, signal }) as Ending);
  const output = async (text: string): Promise<string> => {
    while (!stdout.includes('\n', stdout.indexOf(text) + 1) || !stdout.includes(text)) await once(child.stdout, 'data');
    return stdout;
  };
  return { child, output, ended };
}

/** Runs plain Node to its end. */
export function runNode(cwd: string, ...args: readonly string[]): Promise<Ending> {
  return start(cwd, process.execPath, args).ended;
}

/** Runs our command line to its end. */
export function runOurs(cwd: string, ...args: readonly string[]): Promise<Ending> {
  return start(cwd, process.execPath, [commandLine, ...args]).ended;
}

export function startOurs(cwd: string, ...args: readonly string[]): Running {
  return start(cwd, process.execPath, [commandLine, ...args]);
}

/** Everything in the folder that traces go to, sorted. */
export function traces(cwd: string): readonly string[] {
  return readdirSync(join(cwd, '.trace-concurrency'))
    .filter((name) => name !== '.gitignore')
    .sort();
}
