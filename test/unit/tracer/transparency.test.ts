// What a program can see of the tracer: nothing.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../support/nodes.ts';
import { runsUnder, type TracedOptions } from './tracedProgram.ts';

/** What a program can see of itself and of the runtime, as lines. */
const surfaces = `
const { Worker, isMainThread } = require('node:worker_threads'); const timers = require('node:timers'); const cp = require('node:child_process');
const show = (name, value) => console.log(name, JSON.stringify(value));
const shape = (object) => Reflect.ownKeys(object).map((key) => {
  const { configurable, enumerable, writable, get, set } = Object.getOwnPropertyDescriptor(object, key);
  return [String(key), configurable, enumerable, writable, typeof get, typeof set];
});
const text = (f) => [f.name, f.length, Function.prototype.toString.call(f)];
show('keys', Object.keys(process)); const inherited = []; for (const key in process) inherited.push(key); show('for in', inherited.sort());
show('process', shape(process)); show('console', shape(console)); show('timers', shape(timers)); show('child_process', shape(cp));
show('global', shape(globalThis).filter(([key]) => key !== '__tc$')); show('enumerable', Object.keys(globalThis));
show('events', process.eventNames().map((name) => [String(name), process.listenerCount(name)]));
show('active', process.getActiveResourcesInfo()); show('handles', process._getActiveHandles().length); show('requests', process._getActiveRequests().length);
show('execArgv', process.execArgv); show('argv', process.argv.length); show('env', Object.keys(process.env).sort()); show('options', process.env.NODE_OPTIONS ?? null);
show('cache', Object.keys(require.cache).length); show('main', require.main === module);
for (const [name, f] of Object.entries({
  emit: process.emit, reallyExit: process.reallyExit, kill: process.kill, abort: process.abort, clearTimeout, clearInterval, clearImmediate, setTimeout,
  mark: performance.mark, measure: performance.measure, Worker, spawn: cp.spawn, spawnSync: cp.spawnSync, fork: cp.fork, write: process.stdout.write, log: console.log,
  fatal: process._fatalException, stdout: Object.getOwnPropertyDescriptor(process, 'stdout').get,
})) show(name, text(f));
show('same', [clearTimeout === timers.clearTimeout, clearInterval === timers.clearInterval, clearImmediate === timers.clearImmediate, new Worker('', { eval: true }).constructor === Worker]);
show('emit', [process.emit === require('node:events').prototype.emit, Object.hasOwn(process, 'emit')]);
// Node's own frames differ a little while async hooks are on.
const depth = () => new Error().stack.split('\\n').filter((line) => !/\\(node:|at node:/.test(line)).length; show('depth', depth());
setTimeout(() => show('timer depth', depth())); queueMicrotask(() => show('microtask depth', depth())); process.on('exit', () => show('exit depth', depth()));
Promise.resolve().then(() => show('then depth', depth()));
process.on('SIGUSR2', () => show('signal depth', depth())); 
show('proxied', [clearTimeout, process.kill, performance.mark].map((f) => { try { new f(); return 'made'; } catch (e) { return e.name; } }));
setTimeout(() => { show('later', process.getActiveResourcesInfo()); }, 40);
process.removeAllListeners('SIGUSR2');
`;

describe.each(nodes)('under Node $version', ({ path }) => {
  const { runPlain, runTraced } = runsUnder(path);

  async function bothWays(source: string, options: TracedOptions = {}): Promise<[string[], string[]]> {
    const [plain, traced] = await Promise.all([runPlain(source, options), runTraced(source, options)]);
    expect(plain.stderr).toBe('');
    expect(traced.stderr).toBe('');
    expect([traced.code, traced.signal]).toEqual([plain.code, plain.signal]);
    return [plain.stdout.split('\n'), traced.stdout.split('\n')];
  }

  describe('a traced program', { timeout: 60_000 }, () => {
    it('finds itself and the runtime as they would have been', async () => {
      const [plain, traced] = await bothWays(surfaces);
      expect(traced.filter((line, index) => line !== plain[index])).toEqual([]);
    });

    it('finds the NODE_OPTIONS that it was given', async () => {
      const [plain, traced] = await bothWays(
        'console.log(process.env.NODE_OPTIONS, process.execArgv, process.env.TRACE_CONCURRENCY_LAUNCH)',
        {
          env: { NODE_OPTIONS: '--no-warnings --stack-trace-limit=20' },
        },
      );
      expect(traced).toEqual(plain);
    });

    it('prints no warning of ours', async () => {
      const [plain, traced] = await bothWays("console.log(1); require('node:child_process').execSync('true')", {
        env: { NODE_OPTIONS: '--pending-deprecation --throw-deprecation' },
      });
      expect(traced).toEqual(plain);
    });

    it('writes its output in the same order', async () => {
      const [plain, traced] = await bothWays(`
      const say = (x) => process.stdout.write(x + '\\n');
      setImmediate(say, 'immediate'); setTimeout(say, 20, 'later'); process.nextTick(say, 'tick'); queueMicrotask(() => say('microtask'));
      (async () => { say('async'); await null; say('after await'); await { then(r) { say('then called'); r(); } }; say('after thenable'); })();
      Promise.resolve().then(() => say('then')).finally(() => say('finally')); require('fs').stat('/', () => say('stat')); process.on('exit', () => say('exit'));`);
      expect(traced.toSorted()).toEqual(plain.toSorted());
      expect(traced.slice(0, 6)).toEqual(plain.slice(0, 6));
    });

    it('reads the then of a thenable as often as without the tracer, and no other property', async () => {
      const [plain, traced] = await bothWays(`
      const seen = []; const spy = (name, target) => new Proxy(target, { get(t, k, r) { seen.push(name + ' get ' + String(k)); return Reflect.get(t, k, r); }, has(t, k) { seen.push('has'); return k in t; }, getPrototypeOf(t) { seen.push('proto'); return Reflect.getPrototypeOf(t); }, getOwnPropertyDescriptor(t, k) { seen.push('desc'); return Reflect.getOwnPropertyDescriptor(t, k); } });
      async function f() { await spy('plain', {}); await spy('thenable', { then: (r) => r() }); await spy('promise', Promise.resolve()).then; return spy('returned', {}); }
      f().then(() => console.log(seen.join('; ')));`);
      expect(traced).toEqual(plain);
    });

    it('ends although the tracer has a timer, and is not woken while it sleeps', async () => {
      const run = await runTraced('setTimeout(() => {}, 300)');
      expect(run.code).toBe(0);
      const times = run.segments[0]!.lines.flatMap((line) => line.timeNs ?? []);
      expect(times.length).toBeLessThan(20);
    });

    it('keeps its own file when it closes every descriptor and takes their numbers', async () => {
      const run = await runTraced(`
      const fs = require('node:fs'); setTimeout(() => {
        for (let fd = 10; fd < 64; fd++) { try { if (fs.readlinkSync('/proc/self/fd/' + fd).endsWith('.segment')) fs.closeSync(fd); } catch {} }
        const file = __dirname + '/mine.txt'; for (let i = 0; i < 8; i++) fs.openSync(file, 'a');
        performance.mark('after'); setTimeout(() => console.log(JSON.stringify(fs.readFileSync(file, 'utf8'))), 60);
      }, 40);`);
      expect(run.stdout).toBe('""\n');
      expect(run.segments[0]!.lines.map((line) => line.fields[1])).toContain('after');
    });

    it('takes no number of a standard stream that it has closed', async () => {
      const run = await runTraced(`
      const fs = require('node:fs'); setTimeout(() => {
        for (let fd = 10; fd < 64; fd++) { try { if (fs.readlinkSync('/proc/self/fd/' + fd).endsWith('.segment')) fs.closeSync(fd); } catch {} }
        fs.closeSync(1); performance.mark('after');
        setTimeout(() => fs.writeSync(2, 'number ' + fs.openSync(__dirname + '/mine.txt', 'w') + '\\n'), 60);
      }, 40);`);
      expect(run.stderr).toBe('number 1\n');
      expect(run.segments[0]!.lines.map((line) => line.fields[1])).toEqual(expect.arrayContaining(['after', 'number 1']));
    });
  });
});
