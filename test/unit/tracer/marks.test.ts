// Console lines, output, performance marks, collections, stalls and failures as records.

import { describe, expect, it } from 'vitest';
import { markKinds, spanKinds } from '../../../src/model/vocabulary.ts';
import { nodes } from '../../support/nodes.ts';
import { runsUnder, type TracedRun } from './tracedProgram.ts';

function marks(run: TracedRun): string[] {
  return run.segments
    .flatMap((segment) => segment.lines)
    .filter((line) => line.name === 'mark')
    .map((line) => `${markKinds[Number(line.fields[0])]}: ${String(line.fields[1])}`);
}

interface Span {
  readonly kind: string;
  readonly startMs: number;
  readonly agoMs: number;
  readonly ms: number;
  readonly text: string;
}

function spans(run: TracedRun): readonly Span[] {
  return run.segments
    .flatMap((segment) => segment.lines)
    .filter((line) => line.name === 'span')
    .map(({ timeNs, fields }) => ({
      kind: spanKinds[Number(fields[0])]!,
      startMs: (timeNs! - Number(fields[1])) / 1e6,
      agoMs: Number(fields[1]) / 1e6,
      ms: Number(fields[2]) / 1e6,
      text: String(fields[3]),
    }));
}

describe.each(nodes)('under Node $version', ({ path }) => {
  const { runTraced } = runsUnder(path);

  describe('marks', { timeout: 60_000 }, () => {
    it('say each console and output line once, whatever way it took', async () => {
      const run = await runTraced(`
      console.log('one %s', 1); console.error('two'); process.stdout.write('thr'); process.stdout.write('ee\\nfour\\nfi');
      process.stderr.write(Buffer.from('six\\n')); console.log('x'.repeat(300)); process.stdout.write('ve\\n');`);
      expect(marks(run)).toEqual([
        'console: one 1',
        'console: two',
        'stdout: three',
        'stdout: four',
        'stderr: six',
        `console: ${'x'.repeat(200)}`,
        'stdout: five',
      ]);
      expect(run.stdout).toBe(`one 1\nthree\nfour\nfi${'x'.repeat(300)}\nve\n`);
    });

    it('say what goes to the descriptors without their streams, as loggers write', async () => {
      const run = await runTraced(`
      const fs = require('node:fs'); fs.writeSync(1, 'by text\\n'); fs.writeSync(2, Buffer.from('no by bytes\\n'), 3);
      fs.writevSync(1, [Buffer.from('in '), Buffer.from('parts\\n')]); fs.writeFileSync(2, 'as a file\\n'); fs.writeSync(1, 'aGV4Cg==', null, 'base64');
      fs.write(1, 'later\\n', () => fs.createWriteStream(null, { fd: 1, autoClose: false }).write('a stream\\n'));`);
      expect(marks(run)).toEqual([
        'stdout: by text',
        'stderr: by bytes',
        'stdout: in parts',
        'stderr: as a file',
        'stdout: hex',
        'stdout: later',
        'stdout: a stream',
      ]);
      expect(run.stdout).toBe('by text\nin parts\nhex\nlater\na stream\n');
    });

    it('say each line of a standard stream that is a file once', async () => {
      const run = await runTraced(`
      const fs = require('node:fs'); const { spawnSync } = require('node:child_process'); const file = __dirname + '/out.txt';
      if (process.argv[2] === undefined) spawnSync(process.execPath, [__filename, 'child'], { stdio: ['ignore', fs.openSync(file, 'w'), 'inherit'] });
      else { console.log('console'); process.stdout.write('stream\\n'); process.stdout.cork(); process.stdout.write('corked\\n'); process.stdout.uncork(); fs.writeSync(1, 'descriptor\\n'); }`);
      expect(marks(run).filter((mark) => !mark.startsWith('fs.'))).toEqual([
        'console: console',
        'stdout: stream',
        'stdout: corked',
        'stdout: descriptor',
      ]);
    });

    it('say no output when the contract says so', async () => {
      const run = await runTraced("console.log('one'); process.stdout.write('two\\n')", { contract: { output: false } });
      expect(marks(run)).toEqual([]);
    });

    it('take performance.mark and measure with their details', async () => {
      const run = await runTraced(`
      performance.mark('a', { detail: { term: 4 } }); const s = performance.now(); while (performance.now() < s + 5);
      performance.mark('b'); performance.measure('from a to b', 'a', 'b'); performance.mark('big', { detail: 1n });`);
      expect(marks(run)).toEqual(['performance.mark: a {"term":4}', 'performance.mark: b', 'performance.mark: big']);
      const measures = spans(run).filter((span) => span.kind !== 'gc');
      expect(measures).toHaveLength(1);
      const [measure] = measures;
      expect([measure!.kind, measure!.text]).toEqual(['performance.measure', 'from a to b']);
      expect(measure!.ms).toBeGreaterThanOrEqual(5);
      expect(measure!.agoMs).toBeGreaterThanOrEqual(measure!.ms);
    });

    it('tell an uncaught exception, also one that the program handles, and an unhandled rejection', async () => {
      const run = await runTraced(`
      process.on('uncaughtException', () => {}); setTimeout(() => { throw new TypeError('first'); }, 1);
      setTimeout(() => Promise.reject(new RangeError('second')), 20);`);
      expect(marks(run)).toEqual(['uncaughtException: TypeError: first', 'unhandledRejection: RangeError: second']);
    });

    it('tell a rejection that the program has a listener for, and leave it to the listener', async () => {
      const run = await runTraced(
        "process.on('unhandledRejection', (e) => console.log('got', e.message)); Promise.reject(new RangeError('mine'))",
      );
      expect(marks(run)).toEqual(['unhandledRejection: RangeError: mine', 'console: got mine']);
      expect(run.code).toBe(0);
    });

    it('tell a signal that the program listens for', async () => {
      const run = await runTraced(
        "process.on('SIGUSR2', () => clearInterval(i)); const i = setInterval(() => {}, 1e3); setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 5)",
      );
      expect(marks(run)).toEqual(['signal: SIGUSR2']);
    });
  });

  describe('spans', { timeout: 60_000 }, () => {
    it('show a callback that held the loop up, and one whose microtasks did', async () => {
      const run = await runTraced(
        `
      const ran = []; const now = () => Number(process.hrtime.bigint()) / 1e6;
      const busy = () => { const s = now(); while (now() < s + 70); ran.push([s, now()]); };
      setTimeout(busy, 1); setTimeout(() => { Promise.resolve().then(busy); }, 100); setTimeout(() => {}, 300);
      process.on('exit', () => console.log(JSON.stringify(ran)));`,
        { contract: { origin: '0' } },
      );
      const ran = JSON.parse(run.stdout) as readonly (readonly [from: number, to: number])[];
      // A busy machine makes others too.
      const stalls = spans(run).filter((span) => span.kind === 'stall');
      const holding = ran.map(([from, to]) => stalls.filter(({ startMs, ms }) => startMs <= from && startMs + ms >= to - 0.1));
      expect(holding.map((all) => all.length)).toEqual([1, 1]);
      expect(holding[0]).not.toEqual(holding[1]);
    });

    it('take no sleep for a stall', async () => {
      const run = await runTraced('setTimeout(() => { globalThis.gc?.(); setTimeout(() => {}, 1500); }, 1)', {
        env: { NODE_OPTIONS: '--expose-gc' },
      });
      expect(spans(run).filter((span) => span.kind === 'stall' && span.ms > 1000)).toEqual([]);
    });

    it('show garbage collections', async () => {
      const run = await runTraced('gc(); setTimeout(() => {}, 10)', { env: { NODE_OPTIONS: '--expose-gc' } });
      expect(spans(run).map((span) => [span.kind, span.text])).toContainEqual(['gc', 'major']);
    });
  });
});
