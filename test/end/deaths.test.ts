// Every way to die leaves a trace that opens. A mapped recording loses nothing; a buffered one says how many records were lost, or at most how many.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { commandLine, exportLines, type Line, makeFolder, root, runTraced } from './support/runs.ts';

/** Without a C compiler there is only one; scripts/buildNative.mjs says so. */
const isMappedBuilt = existsSync(join(root, 'dist/native'));
const recordings = isMappedBuilt ? ['mapped', 'buffered'] : ['buffered'];

/** Async calls that each program makes before it dies; it says so on stdout when the last has settled. */
const calls = 2000;

const beginning = `
async function work(n) { await null; return n; }
async function main() {
  for (let n = 0; n < ${calls}; n++) await work(n);
  process.stdout.write('worked\\n');
`;

/** How it dies, and whether a recorder that buffers can have written its last record. */
const ways: readonly {
  readonly name: string;
  readonly source: string;
  readonly orderly: boolean;
  readonly code: number | null;
  readonly signal: string | null;
  readonly options?: string;
}[] = [
  { name: 'returns', source: `${beginning}}\nmain();`, orderly: true, code: 0, signal: null },
  {
    name: 'throws',
    source: `${beginning} setImmediate(() => { throw new Error('gone'); });}\nmain();`,
    orderly: true,
    code: 1,
    signal: null,
  },
  { name: 'rejects', source: `${beginning} throw new Error('gone');}\nmain();`, orderly: true, code: 1, signal: null },
  { name: 'calls process.exit', source: `${beginning} process.exit(4);}\nmain();`, orderly: true, code: 4, signal: null },
  {
    name: 'kills itself with SIGTERM',
    source: `${beginning} process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 1000);}\nmain();`,
    orderly: false,
    code: null,
    signal: 'SIGTERM',
  },
  {
    name: 'kills itself with SIGKILL',
    source: `${beginning} process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 1000);}\nmain();`,
    orderly: false,
    code: null,
    signal: 'SIGKILL',
  },
  { name: 'aborts', source: `${beginning} process.abort();}\nmain();`, orderly: false, code: null, signal: 'SIGABRT' },
  {
    name: 'is killed by another process at any time',
    source: `${beginning} require('node:child_process').execFileSync('kill', ['-9', String(process.pid)], { env: process.env }); setTimeout(() => {}, 1000);}\nmain();`,
    orderly: false,
    code: null,
    signal: 'SIGKILL',
  },
  {
    name: 'runs out of memory',
    source: `${beginning} const all = []; for (;;) all.push(new Array(100_000).fill(all.length / 3)); }\nmain();`,
    orderly: false,
    code: null,
    signal: 'SIGABRT',
    options: '--max-old-space-size=40',
  },
];

function only(lines: readonly Line[], type: string): readonly Line[] {
  return lines.filter((line) => line.type === type);
}

function workTasks(lines: readonly Line[]): readonly Line[] {
  return only(lines, 'task').filter((task) => task.name === 'work');
}

/** Everything was recorded to the last call, and the trace says so. */
function expectNothingLost(lines: readonly Line[]): void {
  expect(lines[0]!.lost).toBe(0);
  expect(workTasks(lines)).toHaveLength(calls);
  expect(workTasks(lines).every((task) => task.outcome === 'fulfilled')).toBe(true);
}

describe('the mapped recording', () => {
  it.skipIf(!isMappedBuilt)('is there to be tested', () => {
    expect(recordings).toContain('mapped');
  });
});

const cases = nodes.flatMap((node) => recordings.map((recording) => ({ ...node, recording })));

describe.each(cases)('under Node $version, $recording', ({ path, recording }) => {
  it.each(ways)('a program that $name', async ({ source, orderly, code, signal, options = '' }) => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'program.cjs'), source);
    const env = { ...process.env, NODE_OPTIONS: options };
    const ending = await runTraced(['--recording', recording, 'program.cjs'], { node: path, cwd: folder, env });
    expect({ stdout: ending.stdout, code: ending.code, signal: ending.signal }).toEqual({ stdout: 'worked\n', code, signal });

    const lines = await exportLines(ending.trace);
    const header = lines[0]!;
    if (orderly || recording === 'mapped') {
      expectNothingLost(lines);
    } else {
      expect(header.lostAtMost).toBeGreaterThan(0);
      expect(calls - workTasks(lines).length).toBeLessThanOrEqual(Number(header.lostAtMost));
    }
  });

  it('a worker that is terminated', async () => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'program.cjs'),
      `const { Worker, isMainThread, parentPort } = require('node:worker_threads');
async function work(n) { await null; return n; }
if (isMainThread) {
  const worker = new Worker(__filename);
  worker.on('message', () => worker.terminate());
  worker.on('exit', (code) => console.log('terminated with', code));
} else {
  (async () => { for (let n = 0; n < ${calls}; n++) await work(n); parentPort.postMessage('worked'); for (;;) await work(0); })();
}`,
    );
    const ending = await runTraced(['--recording', recording, 'program.cjs'], { node: path, cwd: folder });
    expect(ending.stdout).toBe('terminated with 1\n');
    const lines = await exportLines(ending.trace);
    if (recording === 'mapped') {
      expect(lines[0]!.lost).toBe(0);
      expect(workTasks(lines).length).toBeGreaterThanOrEqual(calls);
    } else {
      expect(lines[0]!.lostAtMost).toBeGreaterThan(0);
      expect(calls - workTasks(lines).length).toBeLessThanOrEqual(Number(lines[0]!.lostAtMost));
    }
    expect(only(lines, 'event').some((event) => event.kind === 'join')).toBe(true);
  });
});

describe('a launcher that is killed', () => {
  it('leaves a folder of segments that info and export can read', async () => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'program.cjs'),
      `async function work(n) { await null; return n; }\n(async () => { for (let n = 0; n < ${calls}; n++) await work(n); process.send?.(0); console.log('worked'); setTimeout(() => {}, 1500); })();`,
    );
    const launcher = spawn(process.execPath, [commandLine, 'run', 'program.cjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    await once(launcher.stdout, 'data');
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    const recordings = join(folder, '.trace-concurrency');
    const runFolder = readdirSync(recordings, { withFileTypes: true }).find((entry) => entry.isDirectory())!.name;
    const lines = await exportLines(join(recordings, runFolder));
    expect(calls - workTasks(lines).length).toBeLessThanOrEqual(Number(lines[0]!.lostAtMost ?? 0));
  });
});
