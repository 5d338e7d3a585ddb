// Real runs: a program alone under plain Node, and the same program under the packaged command line.

import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root: string = join(import.meta.dirname, '../../..');
export const programs: string = join(root, 'test/programs');
export const commandLine: string = join(root, 'dist/cli.cjs');

export interface Ending {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface TracedEnding extends Ending {
  /** Path of the `.ctrace`. */
  readonly trace: string;
}

/** A new empty folder outside the repository. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'trace-concurrency-test-'));
}

/** Runs a command to its end, its output collected. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { readonly input?: string } = {},
): Promise<Ending> {
  const child = spawn(command, args, { cwd: programs, ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin?.end(options.input ?? '');
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), code, signal };
}

/** Runs a program traced and quietly on a Node: its stderr is the program's own. */
export async function runTraced(
  words: readonly string[],
  options: SpawnOptions & { readonly node: string; readonly input?: string },
): Promise<TracedEnding> {
  const trace = join(makeFolder(), 'run.ctrace');
  const { node, ...rest } = options;
  const ending = await run(process.execPath, [commandLine, 'run', '--quiet', '--out', trace, '--node', node, ...words], rest);
  return { ...ending, trace };
}

/** A line of the NDJSON export. */
export type Line = Readonly<Record<string, unknown>> & { readonly type: string };

/** A trace's NDJSON export, parsed. @throws Error with the command's stderr when it can't be exported */
export async function exportLines(trace: string): Promise<readonly Line[]> {
  const out = join(makeFolder(), 'run.ndjson');
  const ending = await run(process.execPath, [commandLine, 'export', trace, '--format', 'ndjson', '-o', out]);
  if (ending.code !== 0) throw new Error(ending.stderr);
  return readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
