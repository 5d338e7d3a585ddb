// Real runs, taken again and again while they grow: what is selected stays the same thing, messages and spans too.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecordedRun } from '../../src/host/readRecordedRun.ts';
import type { WholeTrace } from '../../src/viewmodel/live/wholeTrace.ts';
import { carryProblems } from '../support/carryProblems.ts';
import { carryBetween, GrowingRun } from '../support/growingRun.ts';
import { growthProblems } from '../support/growthProblems.ts';
import { programs, runTraced } from './support/runs.ts';

describe('a run that grows', () => {
  // Buffered, a thread's records come in more and smaller parts.
  it.each(['tree', 'ports', 'http', 'workers'].flatMap((name) => ['mapped', 'buffered'].map((recording) => [name, recording])))(
    'keeps every thing of %s what it is, recorded %s',
    async (name, recording) => {
      const words = ['--recording', recording!, join(programs, `transports/${name}.mjs`)];
      const { trace } = await runTraced(words, { node: process.execPath });
      const { manifest, threads } = readRecordedRun(trace);
      const run = new GrowingRun(manifest, threads.length);
      let before: WholeTrace | null = null;
      let things = 0;
      for (let step = 1; step <= 6; step++) {
        threads.forEach(({ frames }, thread) => {
          const cut = (at: number): number => Math.floor((frames.length * at) / 6);
          run.push(thread, frames.slice(cut(step - 1), cut(step)));
        });
        if (step < 6) expect(growthProblems(run.grow(), run.assemble(true))).toEqual([]);
        const after = run.assemble(step < 6);
        if (before !== null) expect(carryProblems(before.trace, after.trace, carryBetween(before, after)).join('\n')).toBe('');
        before = after;
        things += after.trace.messages.count;
      }
      expect(things).toBeGreaterThan(0);
    },
  );
});
