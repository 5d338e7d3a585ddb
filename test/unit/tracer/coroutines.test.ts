// The records of instrumented code, as the built tracer writes them.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../support/nodes.ts';
import type { Line } from './recordLines.ts';
import { toText } from './recordLines.ts';
import { runsUnder, type TracedOptions } from './tracedProgram.ts';

/** The records from the first `enter` on, without the thread's own frame. */
function story(lines: readonly Line[]): string[] {
  const text = lines.filter((line) => !['string', 'span', 'sourceFile', 'end'].includes(line.name)).map(toText);
  return text.slice(text.findIndex((line) => line.startsWith('promise')));
}

describe.each(nodes)('under Node $version', ({ path }) => {
  const { runTraced } = runsUnder(path);

  /** Instrumented by hand, so that each test says exactly what is called; `dead` code keeps the loader from doing it again. */
  async function records(body: string, options: TracedOptions = {}): Promise<readonly Line[]> {
    const source = `const T = globalThis.__tc$; ${body}`;
    const run = await runTraced(`require('node:vm').runInThisContext(${JSON.stringify(`(() => { ${source} })()`)})`, options);
    expect(run.stderr).toBe('');
    return run.segments[0]!.lines;
  }

  describe('a coroutine', { timeout: 60_000 }, () => {
    it('that awaits a value leaves no promise but its own', async () => {
      const lines = await records('(async () => { const c = T.e(1); try { T.r(c, await T.s(c, 2, null)); } finally { T.x(c); } })()');
      expect(story(lines)).toEqual(['promise 0', 'enter 1', 'suspend 2 2 0', 'resume 2', 'exit 2', 'settle 1']);
    });

    it('that awaits another tells which, and both settle at their exit', async () => {
      const lines = await records(`
      const a = async () => { const c = T.e(1); try { T.r(c, await T.s(c, 2, 5)); } finally { T.x(c); } };
      const b = async () => { const c = T.e(3); try { T.r(c, await T.s(c, 4, a())); } finally { T.x(c); } }; b();`);
      expect(story(lines)).toEqual([
        'promise 0',
        'enter 3',
        'promise 0',
        'enter 1',
        'suspend 3 2 0',
        'suspend 2 4 2',
        'resume 3',
        'exit 3',
        'settle 2',
        'resume 2',
        'exit 2',
        'settle 1',
      ]);
      for (const [index, line] of lines.entries()) {
        // Nothing of the program's runs between an exit and its settle.
        if (line.name === 'settle') expect(line.timeNs).toBe(lines[index - 1]!.timeNs);
      }
    });

    it('that awaits an object points at the wrapper that the engine makes for it', async () => {
      const lines = await records(
        '(async () => { const c = T.e(1); try { T.r(c, await T.s(c, 2, { then(r) { r(1); } })); } finally { T.x(c); } })()',
      );
      expect(story(lines)).toEqual([
        'promise 0',
        'enter 1',
        'suspend 2 2 -1',
        'promise 0',
        'reactionStart 2',
        'settle 2',
        'reactionEnd 2',
        'resume 2',
        'exit 2',
        'settle 1',
      ]);
    });

    it('that awaits a promise of a subclass has the wrapper apart', async () => {
      const lines = await records(`
      class Mine extends Promise {} const m = Mine.resolve(1);
      (async () => { const c = T.e(1); try { T.r(c, await T.s(c, 2, m)); } finally { T.x(c); } })()`);
      const text = story(lines);
      expect(text).toContain('suspend 2 2 1');
      expect(text.slice(-3)).toEqual(['resume 2', 'exit 2', 'settle 2']);
    });

    it('that throws says so, and one that returns a promise follows it', async () => {
      const lines = await records(`
      const p = new Promise((r) => setImmediate(r));
      (async () => { const c = T.e(1); try { throw T.c(c); } catch {} finally { T.x(c); } })();
      (async () => { const c = T.e(2); try { return T.t(c, p); } finally { T.x(c); } })();`);
      const text = story(lines);
      expect(text).toContain('throwing 2');
      expect(text).toContain('returnPromise 3 1');
      // Its promise does not settle at its exit.
      expect(text[text.indexOf('exit 3') + 1]).not.toMatch(/settle/);
    });

    it('has no promises at the light level, nor tells what it waits for', async () => {
      const lines = await records(
        'const a = async () => { const c = T.e(1); try { T.r(c, await T.s(c, 2, Promise.resolve())); } finally { T.x(c); } }; a();',
        { level: 'light' },
      );
      const text = lines.map(toText).filter((line) => /^(promise|settle|enter|suspend|resume|exit|reaction)/.test(line));
      expect(text).toEqual(['enter 1', 'suspend 2 2 -2', 'resume 2', 'exit 2']);
    });

    it('at the light level says only that it returned a promise', async () => {
      const lines = await records(
        'for (const value of [Promise.resolve(), 5]) (async () => { const c = T.e(1); try { return T.t(c, value); } finally { T.x(c); } })();',
        { level: 'light' },
      );
      const text = lines.map(toText).filter((line) => /^(enter|returnPromise|exit)/.test(line));
      expect(text).toEqual(['enter 1', 'returnPromise 2 0', 'exit 2', 'enter 1', 'exit 3']);
    });
  });

  describe('a reaction', () => {
    it('of the program is a slice of its own', async () => {
      const lines = await records('Promise.resolve().then(() => { const s = performance.now(); while (performance.now() < s + 3); });');
      expect(story(lines)).toEqual(['promise 0', 'settle 1', 'promise 1', 'reactionStart 2', 'settle 2', 'reactionEnd 2']);
      const [start, end] = ['reactionStart', 'reactionEnd'].map((name) => lines.find((line) => line.name === name)!.timeNs!);
      expect(end! - start!).toBeGreaterThanOrEqual(3e6);
    });
  });

  describe('a place of creation', () => {
    it('goes to the first promise or resource after it, and to no other', async () => {
      const lines = await records('setTimeout(T.k(7, () => {}), 1); setTimeout(() => {}, 1); Promise.resolve().then(T.k(8, () => {}));');
      const text = lines
        .map(toText)
        .filter((line) => /^(createdAt|asyncInit|promise)/.test(line))
        .map((line) =>
          line
            .split(' ')
            .slice(0, line.startsWith('a') ? 1 : 2)
            .join(' '),
        );
      expect(text).toEqual(['createdAt 7', 'asyncInit', 'asyncInit', 'promise 0', 'createdAt 8', 'promise 1']);
    });
  });

  describe('times', { timeout: 60_000 }, () => {
    const busy = 'const busy = (ms) => { const s = performance.now(); while (performance.now() < s + ms); };';

    it('of a settle are its own when the coroutine that exited follows another promise', async () => {
      const lines = await records(`${busy}
      const pending = new Promise(() => {}); let resolve; const other = new Promise((r) => { resolve = r; });
      const f = async () => { const c = T.e(1); try { return T.t(c, pending); } finally { T.x(c); } }; f(); busy(5); resolve();`);
      const [exit, settle] = ['exit', 'settle'].map((name) => lines.find((line) => line.name === name)!.timeNs!);
      expect(settle! - exit!).toBeGreaterThanOrEqual(5e6);
    });

    it('of a reaction are its own when the program ran on without a record', async () => {
      const lines = await records(`${busy} Promise.resolve().then(() => {}); busy(5);`);
      const [settle, start] = ['settle', 'reactionStart'].map((name) => lines.find((line) => line.name === name)!.timeNs!);
      expect(start! - settle!).toBeGreaterThanOrEqual(5e6);
    });

    it('never decrease, and are those of the system clock', async () => {
      const before = process.hrtime.bigint();
      const lines = await records(
        `
      const busy = (ms) => { const s = performance.now(); while (performance.now() < s + ms); };
      const f = async () => { const c = T.e(1); try { busy(4); T.r(c, await T.s(c, 2, null)); busy(6); } finally { T.x(c); } };
      (async () => { for (let i = 0; i < 5; i++) await f(); })();`,
        { contract: { origin: before.toString() } },
      );
      const took = Number(process.hrtime.bigint() - before);
      const times = lines.flatMap((line) => line.timeNs ?? []);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThan(took);
      const at = (name: string): number[] => lines.filter((line) => line.name === name).map((line) => line.timeNs!);
      const [enter, suspend, resume, exit] = [at('enter'), at('suspend'), at('resume'), at('exit')];
      for (const i of [0, 1, 2, 3, 4]) {
        expect(suspend[i]! - enter[i]!).toBeGreaterThanOrEqual(4e6);
        expect(exit[i]! - resume[i]!).toBeGreaterThanOrEqual(6e6);
        expect(resume[i]!).toBeGreaterThanOrEqual(suspend[i]!);
      }
    });
  });
});
