// The tracer's own timer: what is recorded is written in due time, and the program does not meet it.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../support/nodes.ts';
import { runsUnder } from './tracedProgram.ts';

/**
 * One timer alone, so long in its callback that the tracer's is due as well: a pass that both share would put `runNextTicks`
 * below what the first of them starts.
 */
const oneTimer = `
let fired = 0, shared = 0;
const interval = setInterval(() => {
  setImmediate(() => {});
  Promise.resolve().then(() => { if (new Error().stack.includes('runNextTicks')) shared++; });
  const start = performance.now();
  while (performance.now() < start + 20);
  if (++fired === 40) clearInterval(interval);
}, 5);
process.on('exit', () => console.log(shared));`;

/** The program's own hooks hear of these, and of nothing else; those of the console's output come after. */
const ownHooks = `
const seen = {};
require('node:async_hooks').createHook({ init(id, type) { seen[type] = (seen[type] ?? 0) + 1; } }).enable();
let fired = 0;
const interval = setInterval(() => {
  setImmediate(() => {});
  if (++fired === 60) { clearInterval(interval); setImmediate(() => console.log(JSON.stringify(seen))); }
}, 5);`;

describe.each(nodes)('the flush timer under Node $version', ({ path }) => {
  const { runPlain, runTraced } = runsUnder(path);

  it.each([
    ['has no pass of timers in common with the program', oneTimer],
    ['is not heard of by hooks of the program', ownHooks],
  ])('%s', { timeout: 60_000 }, async (_what, source) => {
    const [plain, traced] = [await runPlain(source), await runTraced(source)];
    expect({ code: traced.code, stdout: traced.stdout, stderr: traced.stderr }).toEqual({ code: 0, stdout: plain.stdout, stderr: '' });
    expect(plain.stdout).not.toBe('');
  });
});
