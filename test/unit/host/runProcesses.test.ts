// The processes of a run: found though they have left its tree, ended when who started the run is gone.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isRunning } from '../../../src/host/writers.ts';
import { readRun } from '../../../src/model/recordedRun.ts';

const commandLine = join(import.meta.dirname, '../../../dist/cli.cjs');

/** A program with three children: a Node, a detached Node, a detached shell that knows nothing of Node. It is deaf to SIGTERM when told so. */
const family = `
const { spawn } = require('node:child_process');
const { writeFileSync, renameSync } = require('node:fs');
const idle = 'setInterval(() => {}, 1000)';
const children = [
  spawn(process.execPath, ['-e', idle], { stdio: 'ignore' }),
  spawn(process.execPath, ['-e', idle], { stdio: 'ignore', detached: true }),
  spawn('sh', ['-c', 'while :; do sleep 1; done'], { stdio: 'ignore', detached: true }),
];
if (process.env.DEAF) process.on('SIGTERM', () => {});
writeFileSync('pids.part', JSON.stringify([process.pid, ...children.map(({ pid }) => pid)]));
renameSync('pids.part', 'pids.json');
setInterval(() => {}, 1000);
`;

/** Runs the command line as its only child, on a lifeline, tells its pid, and waits. */
const parent = `
const { spawn } = require('node:child_process');
const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
const env = process.env.LIFELINE ? { ...process.env, TRACE_CONCURRENCY_LIFELINE: '3' } : process.env;
const child = spawn(process.execPath, [${JSON.stringify(commandLine)}, 'run', '--quiet', '--out', 'run.ctrace', 'family.cjs'], { stdio, env });
process.stdout.write(String(child.pid));
setInterval(() => {}, 1000);
`;

async function until<Value>(ask: () => Value | null | false, what: string): Promise<Value> {
  for (const giveUpAt = performance.now() + 60_000; performance.now() < giveUpAt; await new Promise((resume) => setTimeout(resume, 20))) {
    const answer = ask();
    if (answer !== null && answer !== false) return answer;
  }
  throw new Error(`waited in vain for ${what}`);
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-family-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts parent, command line and family; the pids are the program's and its children's. */
async function startFamily(
  env: NodeJS.ProcessEnv,
): Promise<{ folder: string; parentPid: number; launcher: number; pids: readonly number[] }> {
  const folder = makeFolder();
  writeFileSync(join(folder, 'family.cjs'), family);
  const starter = spawn(process.execPath, ['-e', parent], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const launcher = Number(await once(starter.stdout, 'data'));
  const file = join(folder, 'pids.json');
  const pids = await until(() => existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as number[]), 'the family');
  return { folder, parentPid: starter.pid!, launcher, pids };
}

const linux = process.platform === 'linux';

describe.runIf(process.platform !== 'win32')('a run on a lifeline', () => {
  it.each([
    ['', {}],
    [', though the program is deaf to SIGTERM', { DEAF: '1' }],
  ])(
    'ends all that it started, detached children too, when its parent is killed%s',
    async (_name, more) => {
      const { folder, parentPid, launcher, pids } = await startFamily({ LIFELINE: '1', ...more });
      expect(pids.filter(isRunning)).toEqual(pids);
      process.kill(parentPid, 'SIGKILL');
      // A shell that has lost its parent can be recognised on Linux only.
      const found = linux ? pids : pids.slice(0, 3);
      await until(() => !found.some(isRunning), 'the end of the family');
      await until(() => !isRunning(launcher), 'the end of the command line');
      const { manifest, damage } = readRun(readFileSync(join(folder, 'run.ctrace')));
      expect(damage).toBeNull();
      expect(manifest.ended?.signal).toBe('DEAF' in more ? 'SIGKILL' : 'SIGTERM');
    },
    90_000,
  );

  it('does not stay when its program can’t be started', () => {
    const { status, stderr } = spawnSync(process.execPath, [commandLine, 'run', '--', 'no-such-command'], {
      cwd: makeFolder(),
      env: { ...process.env, TRACE_CONCURRENCY_LIFELINE: '3' },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    });
    expect(status).toBe(2);
    expect(String(stderr)).toContain('no-such-command: can');
  });

  it('ends what the program left behind when program and parent die at once', async () => {
    const { parentPid, launcher, pids } = await startFamily({ LIFELINE: '1' });
    process.kill(launcher, 'SIGSTOP');
    process.kill(parentPid, 'SIGKILL');
    process.kill(pids[0]!, 'SIGKILL');
    await until(() => !isRunning(parentPid) && !isRunning(pids[0]!), 'both deaths');
    process.kill(launcher, 'SIGCONT');
    const found = linux ? pids : pids.slice(0, 3);
    await until(() => !found.some(isRunning), 'the end of the family');
  }, 90_000);
});

describe.runIf(process.platform !== 'win32')('a run without a lifeline', () => {
  it('goes on when its parent is gone, as a person may want it to', async () => {
    const { parentPid, launcher, pids } = await startFamily({});
    process.kill(parentPid, 'SIGKILL');
    await until(() => !isRunning(parentPid), 'the end of the parent');
    await new Promise((resume) => setTimeout(resume, 300));
    expect(pids.filter(isRunning)).toEqual(pids);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await until(() => !isRunning(launcher), 'the end of the command line');
  }, 90_000);
});
