// A run that grows, answered for by what is new in it: as the whole trace would answer, whatever came when.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GrowingRun } from '../../../support/growingRun.ts';
import { framesOf, growth, headers } from '../../../support/growth.ts';
import { growthProblems } from '../../../support/growthProblems.ts';
import { testManifest } from '../../../support/recordStream.ts';

it.each(['full', 'light'] as const)('answers after every growth what the whole trace answers, at the %s level', (level) => {
  fc.assert(
    fc.property(growth, ({ threads, sizes, turns }) => {
      const run = new GrowingRun({ ...testManifest, level }, threads.length);
      const rest = threads.map((random, thread) => framesOf(headers[thread]!, random, sizes));
      for (const [at, turn] of turns.entries()) {
        run.push(turn, rest[turn]!.splice(0, 1));
        // Now and then several frames at once.
        if (at % 4 === 3) continue;
        expect(growthProblems(run.grow(), run.assemble(true))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
