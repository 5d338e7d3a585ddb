// Real runs, taken again and again while they grow: what is selected stays the same thing, messages and spans too.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecordedRun } from '../../src/host/readRecordedRun.ts';
import type { Trace } from '../../src/model/trace.ts';
import { assembleTrace } from '../../src/replay/assembleTrace.ts';
import { SegmentReplay } from '../../src/viewmodel/live/segmentReplay.ts';
import { carryProblems } from '../support/carryProblems.ts';
import { programs, runTraced } from './support/runs.ts';

describe('a run that grows', () => {
  it.each(['tree', 'ports', 'http', 'workers'])('keeps every thing of %s what it is', async (name) => {
    const { trace } = await runTraced([join(programs, `transports/${name}.mjs`)], { node: process.execPath });
    const { manifest, threads } = readRecordedRun(trace);
    const segments = threads.map(() => new SegmentReplay());
    let before: Trace | null = null;
    let things = 0;
    for (let step = 1; step <= 6; step++) {
      threads.forEach(({ frames }, thread) => {
        const cut = (at: number): number => Math.floor((frames.length * at) / 6);
        segments[thread]!.push(frames.slice(cut(step - 1), cut(step)));
      });
      const after = assembleTrace(manifest, segments, { live: step < 6 });
      if (before !== null) expect(carryProblems(before, after).join('\n')).toBe('');
      before = after;
      things += after.messages.count;
    }
    expect(things).toBeGreaterThan(0);
  });
});
