// Real programs recorded in part: only their end, only so many bytes, only while recording is on. They run as alone, and their traces say what is missing.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { RecordCount } from '../../src/host/countRecords.ts';
import { nodes } from '../support/nodes.ts';
import { commandLine, exportLines, type Line, makeFolder, run, runTraced } from './support/runs.ts';

/** A worker answers each message; main says what it got. Both call async functions all the while, for so long that a thread looks at its limit meanwhile. */
const program = `
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
async function think(n) { await null; return n; }
async function ask(worker, n) {
  const answer = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage(n);
  return await answer;
}
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  let sum = 0;
  for (let n = 0; n < 1600; n++) {
    sum += await ask(worker, n);
    for (let i = 0; i < 200; i++) await think(i);
  }
  await worker.terminate();
  console.log('sum', sum);
} else {
  parentPort.on('message', async (n) => parentPort.postMessage(await think(n * 2)));
}
`;
const output = 'sum 2558400\n';

function folderWith(source: string): string {
  const folder = makeFolder();
  writeFileSync(join(folder, 'program.mjs'), source);
  return folder;
}

function only(lines: readonly Line[], type: string): readonly Line[] {
  return lines.filter((line) => line.type === type);
}

/** Each message to the worker is answered before the next is sent: of a pair, the receive is the first after its send. */
function wrongPairs(lines: readonly Line[]): readonly Line[] {
  const times = new Map(only(lines, 'event').map((event) => [event.id, Number(event.timeNs)]));
  const sends = only(lines, 'message')
    .map((message) => times.get(message.send) ?? Number.NaN)
    .filter((time) => !Number.isNaN(time))
    .toSorted((a, b) => a - b);
  return only(lines, 'message').filter(({ send, receive }) => {
    if (send === null || receive === null) return false;
    const next = sends[sends.indexOf(times.get(send)!) + 1] ?? Number.POSITIVE_INFINITY;
    return times.get(receive)! < times.get(send)! || times.get(receive)! > next;
  });
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(['--keep=5s --limit=1MB', '--limit=1MB', '--rate=20k'])('a run with %s', { timeout: 60_000 }, async (options) => {
    const ending = await runTraced([...options.split(' '), 'program.mjs'], { node: path, cwd: folderWith(program) });
    expect({ stdout: ending.stdout, stderr: ending.stderr, code: ending.code }).toEqual({ stdout: output, stderr: '', code: 0 });
    const lines = await exportLines(ending.trace);
    const header = lines[0]!;
    expect(header.lost ?? header.lostAtMost).toBeLessThanOrEqual(65_536);
    expect(Number(header.leftOut)).toBeGreaterThan(10_000);
    expect(header.gaps).toContainEqual(expect.stringMatching(/^The main thread .*: \d+ records .* were (dropped|left out)/));
    expect(only(lines, 'message').some(({ send, receive }) => send !== null && receive !== null)).toBe(true);
    expect(wrongPairs(lines)).toEqual([]);
    const named = only(lines, 'task').filter((task) => task.name === 'think');
    expect(named.length).toBeGreaterThan(100);
  });
});

describe('a program that is recorded in part', () => {
  it('is stopped and started from outside', { timeout: 60_000 }, async () => {
    const folder = folderWith(`
async function before(n) { await null; return n; }
async function during(n) { await null; return n; }
async function work(f) { for (let i = 0; i < 3000; i++) await f(i); await new Promise((resolve) => setTimeout(resolve, 150)); await null; }
process.stdin.on('data', () => { f = during; });
process.stdin.on('end', () => { f = null; });
let f = before;
let told = null;
while (f !== null) {
  if (told !== f) console.log((told = f).name);
  await work(f);
}
`);
    const options = ['run', '--quiet', '--paused', 'program.mjs'];
    const child = spawn(process.execPath, [commandLine, ...options], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
    const said = (word: string): Promise<unknown> =>
      new Promise((resolve) => child.stdout.on('data', (text) => String(text).includes(word) && resolve(text)));
    await said('before');
    const recordings = join(folder, '.trace-concurrency');
    const name = readdirSync(recordings, { withFileTypes: true }).find((entry) => entry.isDirectory())!.name;
    const own = (verb: string): ReturnType<typeof run> => run(process.execPath, [commandLine, verb, join(recordings, name)]);
    child.stdin.write('x');
    await said('during');
    const count = new RecordCount(join(recordings, name));
    const stopped = count.read();
    expect(await own('start')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    await vi.waitUntil(() => count.read() > stopped + 1000, { timeout: 30_000 });
    expect((await own('stop')).code).toBe(0);
    child.stdin.end();
    expect((await once(child, 'exit'))[0]).toBe(0);
    const lines = await exportLines(join(recordings, `${name}.ctrace`));
    const named = (task: string): number => only(lines, 'task').filter((line) => line.name === task).length;
    expect([named('before'), named('during') > 0, Number(lines[0]!.leftOut) > 0]).toEqual([0, true, true]);
    expect((await own('stop')).code).toBe(2);
  });
});
