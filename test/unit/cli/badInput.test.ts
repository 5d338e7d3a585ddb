// `info` and `export` given what is no trace, or not a whole one; and command lines that make no sense.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { containerHeaderBytes, containerMagic } from '../../../src/model/container.ts';
import { commandLine, type Ending, makeFolder, runOurs } from './commandLine.ts';

const work = 'async function step(n) { await null; return n }\nfor (let i = 0; i < 4000; i++) await step(i);\nsetTimeout(() => {}, 30)';
let whole: Buffer;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-test-'));
  writeFileSync(join(folder, 'app.mjs'), work);
  execFileSync(process.execPath, [commandLine, 'run', '--quiet', '--out', 'a.ctrace', 'app.mjs'], { cwd: folder });
  whole = readFileSync(join(folder, 'a.ctrace'));
  rmSync(folder, { recursive: true });
});

/** Both verbs on one input, since both must read it the same way. */
async function read(
  content: Buffer | string | null,
): Promise<{ readonly folder: string; readonly info: Ending; readonly exported: Ending }> {
  const folder = makeFolder();
  if (content !== null) writeFileSync(join(folder, 'x.ctrace'), content);
  const info = await runOurs(folder, 'info', 'x.ctrace', '--json');
  const exported = await runOurs(folder, 'export', 'x.ctrace', '--format', 'ndjson', '-o', 'out');
  return { folder, info, exported };
}

function changed(edit: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(whole);
  edit(copy);
  return copy;
}

describe('what is no trace', () => {
  const cases: readonly [string, () => Buffer | string | null, number, RegExp][] = [
    ['a file that is not there', () => null, 2, /^trace-concurrency: x\.ctrace: can't be read: no such file or folder \(ENOENT\)\n$/],
    ['an empty file', () => '', 3, /^trace-concurrency: x\.ctrace: byte 0: expected a trace, found an empty file\n$/],
    ['something else', () => '<html>', 3, /^trace-concurrency: x\.ctrace: byte 0: expected a trace \(.*\), found 3c 68 74 6d 6c 3e\n$/],
    [
      'a newer version',
      () => changed((bytes) => bytes.writeUInt16LE(9, containerMagic.length)),
      3,
      /^trace-concurrency: x\.ctrace: format 9; this build reads up to 1; open it with a newer trace-concurrency\n$/,
    ],
    [
      'a manifest that is damaged',
      () => changed((bytes) => bytes.fill(0, 40, 50)),
      3,
      /^trace-concurrency: x\.ctrace: byte \d+: expected .*\n$/,
    ],
  ];

  it.each(cases)('%s: one line, an exit code, and nothing written', async (_, content, code, line) => {
    const { folder, info, exported } = await read(content());
    for (const ending of [info, exported]) {
      expect(ending).toMatchObject({ stdout: '', code });
      expect(ending.stderr).toMatch(line);
    }
    expect(readdirSync(folder).filter((name) => name !== 'x.ctrace')).toEqual([]);
  });
});

describe('a damaged trace', () => {
  it.each([
    ['cut off', () => whole.subarray(0, whole.length - 300)],
    ['damaged in the middle', () => changed((bytes) => bytes.fill(0xff, bytes.length - 400, bytes.length - 390))],
    ['followed by something', () => Buffer.concat([whole, Buffer.from('more')])],
  ])('%s is read up to the damage, with a warning and code 0', async (_, content) => {
    const { folder, info, exported } = await read(content());
    for (const ending of [info, exported]) {
      expect(ending.code).toBe(0);
      expect(ending.stderr).toMatch(/^trace-concurrency: warning: x\.ctrace is read up to its damage: byte \d+: expected .*, found .*\n$/);
    }
    expect(JSON.parse(info.stdout)).toMatchObject({ counts: { processes: 1, threads: 1 } });
    expect(readFileSync(join(folder, 'out'), 'utf8')).toMatch(/^{"type":"trace".*}\n({.*}\n)+$/);
  });

  it('never makes a reader throw or lose its way, wherever it is cut', async () => {
    const folder = makeFolder();
    for (let part = 1; part < 12; part++) {
      writeFileSync(
        join(folder, 'x'),
        whole.subarray(0, containerHeaderBytes + Math.floor(((whole.length - containerHeaderBytes) * part) / 12)),
      );
      const { code, stderr } = await runOurs(folder, 'info', 'x');
      expect(stderr).not.toContain('    at ');
      expect([0, 3]).toContain(code);
    }
  });
});

describe('an export', () => {
  it('leaves what was there when it fails, and nothing half-written', async () => {
    const folder = makeFolder({ 'x.ctrace': 'no trace', out: 'precious' });
    expect((await runOurs(folder, 'export', 'x.ctrace', '--format', 'html', '-o', 'out')).code).toBe(3);
    expect([readFileSync(join(folder, 'out'), 'utf8'), readdirSync(folder).sort()]).toEqual(['precious', ['out', 'x.ctrace']]);
  });

  it('says where it could not write', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'x.ctrace'), whole);
    mkdirSync(join(folder, 'taken'));
    for (const out of ['none/out', 'taken']) {
      const { stderr, code } = await runOurs(folder, 'export', 'x.ctrace', '--format', 'ndjson', '-o', out);
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`^trace-concurrency: ${out}: can't be written: .* \\(E\\w+\\)\\n$`));
    }
    expect(readdirSync(folder).sort()).toEqual(['taken', 'x.ctrace']);
  });

  it('goes to stdout when asked', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'x.ctrace'), whole);
    const { stdout, code } = await runOurs(folder, 'export', 'x.ctrace', '--format=ndjson', '-o', '-');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').length).toBeGreaterThan(4000);
    expect(existsSync(join(folder, '-'))).toBe(false);
  });

  it('takes the folder of a run that could not be packed', async () => {
    const folder = makeFolder({ 'app.mjs': `${work}; (await import("node:fs")).mkdirSync("b.ctrace")` });
    await runOurs(folder, 'run', '--quiet', '--out', 'b.ctrace', 'app.mjs');
    const ofFolder = await runOurs(folder, 'export', 'b', '--format', 'ndjson', '-o', '-');
    expect(ofFolder).toMatchObject({ code: 0, stderr: '' });
    expect(ofFolder.stdout.split('\n', 1)[0]).toContain('"ended":{"code":0,"signal":null}');
  });
});

describe('a command line that makes no sense', () => {
  it.each([
    [[], 'expected a verb: run, info, export, stop, start (see "trace-concurrency --help")'],
    [['rnu'], 'unknown verb "rnu"; did you mean run? (see "trace-concurrency --help")'],
    [['run'], 'run: expected a program to run, found nothing (see "trace-concurrency run --help")'],
    [['run', '--'], 'run: expected a command to run, found nothing (see "trace-concurrency run --help")'],
    [['run', '--qiet', 'a.ts'], 'run: unknown option --qiet; did you mean --quiet? (see "trace-concurrency run --help")'],
    [['run', '--level', 'all', 'a.ts'], 'run: unknown level "all", expected light or full (see "trace-concurrency run --help")'],
    [['info'], 'info: expected a .ctrace file or the folder of a run (see "trace-concurrency info --help")'],
    [['info', 'a', 'b'], 'info: expected one trace, found 2: a b (see "trace-concurrency info --help")'],
    [['export', 'a'], 'export: expected a format: --format ndjson|html (see "trace-concurrency export --help")'],
    [['export', 'a', '--format', 'htm'], 'export: unknown format "htm"; did you mean html? (see "trace-concurrency export --help")'],
    [
      ['export', 'a', '--format', 'html'],
      'export: expected the file to write: -o OUT, or -o - for stdout (see "trace-concurrency export --help")',
    ],
  ])('%j: one line and code 2', async (args, line) => {
    expect(await runOurs(makeFolder(), ...args)).toEqual({ stdout: '', stderr: `trace-concurrency: ${line}\n`, code: 2, signal: null });
  });

  it('is helped: --help of the whole and of each verb, on stdout, in 80 columns', async () => {
    for (const args of [['--help'], ['run', '--out', 'x', '--help'], ['info', '--help'], ['export', '-h']]) {
      const { stdout, stderr, code } = await runOurs(makeFolder(), ...args);
      expect([stderr, code]).toEqual(['', 0]);
      expect(stdout).toMatch(/^Usage: trace-concurrency /);
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  it('is told the version', async () => {
    expect((await runOurs(makeFolder(), '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
