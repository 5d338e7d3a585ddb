// Runs small programs plain and with loading installed, on every Node that is at hand.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../../../..');

/** This Node, and those that TEST_NODES names, separated by `:`. */
export const nodes: readonly string[] = [process.execPath, ...(process.env['TEST_NODES'] ?? '').split(':').filter((path) => path !== '')];

export function nodeVersion(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
}

export interface Bundles {
  readonly folder: string;
  readonly preload: string;
  remove(): void;
}

export function buildBundles(): Bundles {
  const folder = mkdtempSync(join(tmpdir(), 'loading-bundles-'));
  const entries = {
    preload: 'test/unit/tracer/loading/loadingPreload.ts',
    transform: 'src/transform/transform.ts',
    resolve: 'src/resolve/resolve.ts',
  };
  for (const [name, entry] of Object.entries(entries)) {
    buildSync({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: join(folder, `${name}.cjs`),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22.18',
      minify: true,
    });
  }
  return { folder, preload: join(folder, 'preload.cjs'), remove: () => rmSync(folder, { recursive: true }) };
}

/** File names to texts. */
export type Program = Readonly<Record<string, string>>;

export function writeProgram(files: Program): string {
  const folder = mkdtempSync(join(tmpdir(), 'loading-program-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface Report {
  readonly notes: readonly string[];
  readonly sources: readonly {
    readonly path: string;
    readonly sites: readonly { readonly name: string; readonly line: number; readonly column: number }[];
  }[];
}

interface RunRequest {
  readonly node: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly bundles?: Bundles;
}

export function run({ node, folder, args, bundles }: RunRequest): Outcome & { readonly report: Report } {
  const report = join(folder, '.report.json');
  const inherited = {
    ...process.env,
    NODE_OPTIONS: '',
    FORCE_COLOR: undefined,
    NO_COLOR: undefined,
    VITEST: undefined,
    NODE_ENV: undefined,
  };
  const env = bundles === undefined ? inherited : { ...inherited, LOADING_TEST_FOLDER: bundles.folder, LOADING_TEST_REPORT: report };
  const options = bundles === undefined ? [] : ['--require', bundles.preload];
  const { stdout, stderr, status } = spawnSync(node, [...options, ...args], { cwd: folder, env, encoding: 'utf8', timeout: 20_000 });
  const isReported = existsSync(report);
  return {
    stdout,
    stderr: stderr.replace(/\(node:\d+\)/g, '(node:PID)'),
    status,
    report: isReported ? JSON.parse(readFileSync(report, 'utf8')) : { notes: [], sources: [] },
  };
}
