// Runs small programs in a real Node under the built preload, and reads back what it recorded.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { type LaunchContract, launchVariable, noLimits } from '../../../src/model/launch.ts';
import { type Line, readLines } from './recordLines.ts';

interface Segment {
  readonly file: string;
  readonly lines: readonly Line[];
}

export interface TracedRun {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** In the order of their threads' starts. */
  readonly segments: readonly Segment[];
}

export interface TracedOptions {
  readonly level?: 'light' | 'full';
  readonly file?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly contract?: Partial<LaunchContract>;
}

const built = mkdtempSync(join(tmpdir(), 'tracer-preload-'));
const preload = join(built, 'preload.cjs');
process.once('exit', () => rmSync(built, { recursive: true, force: true }));

/** Bundles the preload, and what it loads beside it, as the product's build does. */
export function buildPreload(): string {
  if (!existsSync(preload)) {
    buildSync({
      entryPoints: { preload: 'src/tracer/preload.ts', transform: 'src/transform/transform.ts', resolve: 'src/resolve/resolve.ts' },
      absWorkingDir: resolve(import.meta.dirname, '../../..'),
      outdir: built,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      charset: 'ascii',
      logLevel: 'silent',
    });
  }
  return preload;
}

export interface Runs {
  /** Runs `source` as a CommonJS program (or what `file` says) without the tracer. */
  runPlain(source: string, options?: TracedOptions): Promise<TracedRun>;
  runTraced(source: string, options?: TracedOptions): Promise<TracedRun>;
}

/** Runs under one Node: the path of its executable. */
export function runsUnder(node: string): Runs {
  return {
    runPlain: (source, options = {}) => run(node, source, options, undefined),
    runTraced: (source, options = {}) => run(node, source, options, buildPreload()),
  };
}

async function run(node: string, source: string, options: TracedOptions, preloadFile: string | undefined): Promise<TracedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'tracer-run-'));
  try {
    const program = join(folder, options.file ?? 'program.cjs');
    writeFileSync(program, source);
    const environment: NodeJS.ProcessEnv = { ...process.env, ...options.env };
    if (preloadFile !== undefined) {
      const contract: LaunchContract = {
        run: 'test',
        folder,
        preload: preloadFile,
        cache: join(folder, 'cache'),
        origin: process.hrtime.bigint().toString(),
        level: options.level ?? 'full',
        nodeOptions: environment.NODE_OPTIONS ?? null,
        output: true,
        recording: 'buffered',
        limits: noLimits,
        ...options.contract,
      };
      environment[launchVariable] = JSON.stringify(contract);
      environment.NODE_OPTIONS = `${environment.NODE_OPTIONS ?? ''} --require="${preloadFile}"`.trim();
    }
    const result = await runToEnd(node, [program, ...(options.args ?? [])], environment, folder);
    return { ...result, segments: readSegments(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runToEnd(node: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<Omit<TracedRun, 'segments'>> {
  return new Promise((done, failed) => {
    const child = spawn(node, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', failed);
    child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}

function readSegments(folder: string): Segment[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.segment'))
    .sort((a, b) => Number(a.split('-')[1]) - Number(b.split('-')[1]))
    .map((file) => ({ file, lines: readLines(readFileSync(join(folder, file))) }));
}
