// Runs small programs plain and with loading installed.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../../../..');

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

export interface RunRequest {
  readonly node: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly bundles?: Bundles;
}

export async function run({ node, folder, args, bundles }: RunRequest): Promise<Outcome & { readonly report: Report }> {
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
  const { stdout, stderr, status } = await runToEnd(node, [...options, ...args], folder, env);
  const isReported = existsSync(report);
  return {
    stdout,
    stderr: stderr.replace(/\(node:\d+\)/g, '(node:PID)'),
    status,
    report: isReported ? JSON.parse(readFileSync(report, 'utf8')) : { notes: [], sources: [] },
  };
}

function runToEnd(node: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((done) => {
    const child = execFile(node, args, { cwd, env, timeout: 30_000 }, (_error, stdout, stderr) => {
      done({ stdout, stderr, status: child.exitCode });
    });
  });
}
