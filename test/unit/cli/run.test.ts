// `run`, with real processes: the program's outcome is its own, and the trace is there.

import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, makeFolder, runNode, runOurs, start, startOurs, traces } from './commandLine.ts';

const printsSignals = `
  let count = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(name, () => { count++; console.log(name); setTimeout(() => process.exit(10 + count), 200); });
  setInterval(() => {}, 1000);
  console.log('ready');
`;

describe('run', () => {
  it.each([
    ['an exit code', 'console.log("out"); console.error("err"); process.exitCode = 7'],
    ['an error that nobody catches', 'function fail() { throw new Error("no") }\nfail()'],
    ['a rejection that nobody handles', 'await Promise.reject(new TypeError("no"))'],
    ['a syntax error', 'const = 1'],
    ['an import that is not there', 'import "./nowhere.mjs"'],
    ['a flood of output', 'process.stdout.write("0123456789abcdef".repeat(1 << 18)); for (let i = 0; i < 20000; i++) console.log(i)'],
  ])('leaves output and exit code as plain Node has them: %s', async (_, source) => {
    const folder = makeFolder({ 'app.mjs': source });
    const [plain, traced] = [await runNode(folder, 'app.mjs'), await runOurs(folder, 'run', '--quiet', 'app.mjs')];
    expect(traced).toEqual(plain);
  });

  it('leaves the error of a missing program as Node writes it', async () => {
    const folder = makeFolder();
    const [plain, traced] = [await runNode(folder, 'none.ts'), await runOurs(folder, 'run', '--quiet', 'none.ts')];
    expect(plain.code).toBe(1);
    expect(traced).toEqual(plain);
  });

  it('writes one trace and no folder, and then the summary on stderr alone', async () => {
    const folder = makeFolder({ 'app.mjs': 'async function work() { await null }\nawait work(); console.log("done")' });
    const { stdout, stderr, code } = await runOurs(folder, 'run', 'app.mjs');
    expect([stdout, code]).toEqual(['done\n', 0]);
    expect(traces(folder)).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-app\.ctrace$/)]);
    expect(stderr).toContain('Ended with code 0');
    expect(stderr).toContain('work');
    expect(stderr).toContain(join('.trace-concurrency', traces(folder)[0]!));
  });

  it('writes the summary as one line of JSON when asked', async () => {
    const folder = makeFolder({ 'app.mjs': 'process.exitCode = 3' });
    const { stderr } = await runOurs(folder, 'run', '--json', '--out', 'a.ctrace', 'app.mjs');
    expect(stderr.split('\n')).toHaveLength(2);
    expect(JSON.parse(stderr)).toMatchObject({
      trace: join(realpathSync(folder), 'a.ctrace'),
      ended: { code: 3, signal: null },
      counts: { processes: 1 },
    });
  });

  it('gives the program every word after its name, and an environment without traces of us', async () => {
    const folder = makeFolder({ 'app.cjs': 'console.log(JSON.stringify([process.argv.slice(2), process.execArgv, process.env]))' });
    const env = { PATH: process.env.PATH, NODE_OPTIONS: '--no-warnings' };
    const words = ['--out', 'x', '--', '--json', 'a b'];
    const plain = await start(folder, process.execPath, ['app.cjs', ...words], env).ended;
    const traced = await start(folder, process.execPath, [commandLine, 'run', '--quiet', 'app.cjs', ...words], env).ended;
    expect(JSON.parse(traced.stdout)).toEqual(JSON.parse(plain.stdout));
  });

  it('runs a command after two dashes and traces the Node processes that it starts', async () => {
    const folder = makeFolder({ 'app.mjs': 'process.exitCode = 4' });
    const { code, stderr } = await runOurs(folder, 'run', '--json', '--', 'sh', '-c', `"${process.execPath}" app.mjs`);
    expect(code).toBe(4);
    expect(JSON.parse(stderr)).toMatchObject({ counts: { processes: 1 } });
  });

  it('reads standard input as the program does', async () => {
    const folder = makeFolder({ 'app.mjs': 'process.stdin.pipe(process.stdout)' });
    const running = startOurs(folder, 'run', '--quiet', 'app.mjs');
    running.child.stdin!.end('hello');
    expect((await running.ended).stdout).toBe('hello');
  });

  it('writes nothing to stderr before the end, unless asked for progress', async () => {
    const folder = makeFolder({ 'app.mjs': 'setTimeout(() => {}, 1300)' });
    const { stderr } = await runOurs(folder, 'run', '--quiet', '--progress', 'app.mjs');
    expect(stderr).toMatch(/^recording .+: 1 thread, \d+ B$/m);
    expect((await runOurs(folder, 'run', '--quiet', 'app.mjs')).stderr).toBe('');
  });

  it('does not wait long for a child that outlives the program', async () => {
    const child = 'setTimeout(() => {}, 300_000); console.log(process.pid)';
    const parent = `import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['child.mjs'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', (pid) => { console.log(String(pid)); process.exit(0) });`;
    const folder = makeFolder({ 'app.mjs': parent, 'child.mjs': child });
    const { stdout, stderr, code } = await runOurs(folder, 'run', '--json', 'app.mjs');
    // It is still there to be killed.
    expect([code, process.kill(Number(stdout), 'SIGKILL')]).toEqual([0, true]);
    expect(JSON.parse(stderr)).toMatchObject({
      gaps: expect.arrayContaining([`process ${stdout.trim()} was still running when the trace was closed`]),
    });
  });
});

describe('a signal', () => {
  it('that ends the program ends us too', async () => {
    const folder = makeFolder({ 'app.mjs': 'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 5000)' });
    expect(await runOurs(folder, 'run', '--quiet', 'app.mjs')).toMatchObject({ code: null, signal: 'SIGTERM' });
    expect(traces(folder)).toHaveLength(1);
  });

  it('SIGKILL of the program leaves a trace', async () => {
    const folder = makeFolder({ 'app.mjs': 'process.kill(process.pid, "SIGKILL")' });
    expect(await runOurs(folder, 'run', '--quiet', 'app.mjs')).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect((await runOurs(folder, 'info', join('.trace-concurrency', traces(folder)[0]!))).stdout).toContain('Ended by SIGKILL');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'] as const)('%s to us reaches the program once', async (signal) => {
    const folder = makeFolder({ 'app.mjs': printsSignals });
    const running = startOurs(folder, 'run', '--quiet', 'app.mjs');
    await running.output('ready');
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ stdout: `ready\n${signal}\n`, code: 11 });
  });

  it('Ctrl+C on a terminal reaches the program once', async () => {
    const folder = makeFolder({ 'app.mjs': printsSignals });
    // `exec`: a shell that stays between them (dash does) would end by the signal itself.
    const running = start(folder, 'script', ['-qec', `exec "${process.execPath}" "${commandLine}" run --quiet app.mjs`, '/dev/null']);
    await running.output('ready');
    running.child.stdin!.write('\u0003');
    const { stdout, code } = await running.ended;
    expect(stdout.match(/SIGINT/g)).toHaveLength(1);
    expect(code).toBe(11);
  });

  it('SIGKILL to us leaves the folder, which can be read while the program goes on and after it', async () => {
    const folder = makeFolder({ 'app.mjs': 'console.log("ready", process.pid); setTimeout(() => {}, 20000)' });
    const running = startOurs(folder, 'run', '--quiet', 'app.mjs');
    const program = Number((await running.output('ready')).split(' ')[1]);
    running.child.kill('SIGKILL');
    const run = join('.trace-concurrency', traces(folder)[0]!);
    const during = await runOurs(folder, 'info', run, '--json');
    process.kill(program, 'SIGKILL');
    const after = await runOurs(folder, 'export', run, '--format', 'ndjson', '-o', 'out.ndjson');
    expect(JSON.parse(during.stdout)).toMatchObject({ ended: null, counts: { processes: 1 } });
    expect(after).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(join(folder, 'out.ndjson'), 'utf8')).toMatch(/^{"type":"trace",/);
  });
});

describe('trouble with recording', () => {
  it('is found before the program runs where it can be', async () => {
    const folder = makeFolder({ 'app.mjs': 'console.log("ran")', file: '' });
    for (const option of ['--out', '--html']) {
      const { stdout, stderr, code } = await runOurs(folder, 'run', option, 'file/x', 'app.mjs');
      expect([stdout, code]).toEqual(['', 2]);
      expect(stderr).toMatch(/^trace-concurrency: file\/x: can't be written: .*\n$/);
    }
  });

  it('never changes the outcome of the program: a disk that fills up', async () => {
    const source =
      'for (let i = 0; i < 30000; i++) await new Promise((done) => setImmediate(done)); console.log("done"); process.exitCode = 6';
    const folder = makeFolder({ 'app.mjs': source });
    // The limit ends every file at 8 KiB, with an error as from a full disk.
    const limited = `ulimit -f 8; exec "${process.execPath}" "${commandLine}" run --quiet app.mjs`;
    expect(await start(folder, 'bash', ['-c', limited]).ended).toMatchObject({ stdout: 'done\n', code: 6 });
    const info = await runOurs(folder, 'info', '--json', join('.trace-concurrency', traces(folder)[0]!));
    expect(JSON.parse(info.stdout).gaps).not.toEqual([]);
  });

  it('keeps the folder when there can be no trace file, and says where it is', async () => {
    const folder = makeFolder({ 'app.mjs': 'import { mkdirSync } from "node:fs"; mkdirSync("a.ctrace"); process.exitCode = 6' });
    const { stdout, stderr, code } = await runOurs(folder, 'run', '--quiet', '--out', 'a.ctrace', 'app.mjs');
    expect([stdout, code]).toEqual(['', 6]);
    expect(stderr).toMatch(/^trace-concurrency: .*\/a\.ctrace: can't be written: .* \(E\w+\); what was recorded stays in .*\/a\n$/);
    expect((await runOurs(folder, 'info', 'a')).stdout).toContain('Ended with code 6');
    expect(readdirSync(folder).sort()).toEqual(['a', 'a.ctrace', 'app.mjs']);
  });

  it('that keeps the tracer from starting is one line and code 125', async () => {
    const folder = makeFolder({ 'app.mjs': 'console.log("ran")', 'old-node': '#!/bin/sh\necho v18.20.0\n' });
    await start(folder, 'chmod', ['+x', 'old-node']).ended;
    for (const [node, found] of [
      ['./old-node', 'Node 18.20.0 (./old-node) is too old to be traced: expected 22.18'],
      ['./no-node', "./no-node can't be started as Node: no such file or folder (ENOENT)"],
      ['/bin/echo', '/bin/echo is not a Node: expected a version such as v24.0.0, found "'],
    ] as const) {
      const { stdout, stderr, code } = await runOurs(folder, 'run', '--node', node, 'app.mjs');
      expect([stdout, code, stderr.split('\n').length]).toEqual(['', 125, 2]);
      expect(stderr).toContain(found);
    }
  });

  it('that is a command which is not there is one line and code 2', async () => {
    const folder = makeFolder();
    expect(await runOurs(folder, 'run', '--', 'no-such-command')).toMatchObject({
      code: 2,
      stderr: "trace-concurrency: no-such-command: can't be started: no such file or folder (ENOENT)\n",
    });
    expect(traces(folder)).toEqual([]);
  });
});
