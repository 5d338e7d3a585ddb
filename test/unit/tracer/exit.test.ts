// Every way out of a thread, compared with plain Node.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../support/nodes.ts';
import { runsUnder, type TracedRun } from './tracedProgram.ts';

// Every program marks `last` as the last thing it does.
const ways: Readonly<Record<string, { readonly code: string; readonly ends?: number }>> = {
  'runs out of work': { code: "console.log('last')", ends: 0 },
  'calls process.exit': { code: "console.log('last'); process.exit(7)", ends: 7 },
  'sets process.exitCode': { code: "process.exitCode = 5; console.log('last')", ends: 5 },
  'sets process.exitCode in an exit listener': {
    code: "process.on('exit', () => { process.exitCode = 6; console.log('last'); })",
    ends: 6,
  },
  'calls process.reallyExit': { code: "console.log('last'); process.reallyExit(8)", ends: 8 },
  throws: { code: "console.log('last'); throw new Error('x')", ends: 1 },
  'throws later': { code: "setTimeout(() => { console.log('last'); null.x; }, 1)", ends: 1 },
  'leaves a rejection unhandled': { code: "console.log('last'); Promise.reject(new Error('x'))", ends: 1 },
  'throws in an exit listener': { code: "process.on('exit', () => { console.log('last'); throw new Error('x'); })", ends: 7 },
  aborts: { code: "console.log('last'); process.abort()" },
  'kills itself': { code: "console.log('last'); process.kill(process.pid, 'SIGKILL')" },
  'kills itself with SIGTERM': { code: "console.log('last'); process.kill(process.pid)" },
  'replaces process.emit, as signal-exit does': {
    code: "const emit = process.emit; process.emit = function (...a) { if (a[0] === 'exit') { const r = emit.apply(this, a); console.log('last'); return r; } return emit.apply(this, a); };",
    ends: 0,
  },
  'exits from a worker': {
    code: "new (require('worker_threads').Worker)(\"performance.mark('last'); process.exit(3)\", { eval: true })",
    ends: 3,
  },
  'throws in a worker': {
    code: "new (require('worker_threads').Worker)(\"performance.mark('last'); throw new Error('x')\", { eval: true }).on('error', () => {})",
    ends: 1,
  },
  'lets a worker run out of work': {
    code: "new (require('worker_threads').Worker)(\"performance.mark('last')\", { eval: true })",
    ends: 0,
  },
};

function lastWords(run: TracedRun): { readonly last: boolean; readonly ends: unknown } {
  const lines = run.segments.at(-1)!.lines;
  const end = lines.at(-1)!;
  const last = lines.some((line) => line.name === 'mark' && line.fields[1] === 'last');
  return { last, ends: end.name === 'end' ? end.fields[0] : undefined };
}

/** Without what changes from run to run, the place in Node's own emit, and the frame by which Node calls back while async hooks are on: loading/ removes that. */
function withoutPlaces(text: string): string {
  return text
    .replaceAll(/.*callbackTrampoline.*\n/g, '')
    .replaceAll(/node:events:\d+:\d+/g, '')
    .replaceAll(/\S*tracer-run-\w+\/?/g, '')
    .replaceAll(/Node\.js v.*/g, '');
}

describe.each(nodes)('under Node $version', ({ path }) => {
  const { runPlain, runTraced } = runsUnder(path);

  describe('the end of a thread', { timeout: 60_000 }, () => {
    for (const [name, { code, ends }] of Object.entries(ways)) {
      it.concurrent(`is recorded to the last when a program ${name}`, async () => {
        const [plain, traced] = await Promise.all([runPlain(code), runTraced(code)]);
        expect([traced.code, traced.signal, traced.stdout]).toEqual([plain.code, plain.signal, plain.stdout]);
        if (!name.includes('abort')) expect(withoutPlaces(traced.stderr)).toBe(withoutPlaces(plain.stderr));
        expect(lastWords(traced)).toEqual({ last: true, ends });
      });
    }

    it('loses at most what the last 20 ms brought when the program is killed while its loop turns', async () => {
      const run = await runTraced(
        "performance.mark('old'); setTimeout(() => require('fs').writeSync(1, 'now'), 60); setTimeout(() => process._debugEnd, 500); setTimeout(() => process.binding('spawn_sync') && require('child_process').spawnSync('kill', ['-9', String(process.pid)]), 70)",
      );
      expect(run.signal).toBe('SIGKILL');
      expect(run.segments[0]!.lines.some((line) => line.name === 'mark' && line.fields[1] === 'old')).toBe(true);
    });

    it('writes nothing and disturbs nothing when its folder is gone', async () => {
      const run = await runTraced("console.log('fine')", { contract: { folder: '/nonexistent/folder' } });
      expect([run.code, run.stdout, run.stderr, run.segments]).toEqual([0, 'fine\n', '', []]);
    });
  });
});
