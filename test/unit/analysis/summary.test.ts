// The summary of a run, and the times that it sums up.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selfTimeByTask, selfTimes } from '../../../src/analysis/selfTime.ts';
import { type Summary, summarize } from '../../../src/analysis/summary.ts';
import { threadActivity } from '../../../src/analysis/threadActivity.ts';
import { codeOf, spanKinds } from '../../../src/model/vocabulary.ts';
import { replay } from '../../../src/replay/replay.ts';
import { totalsOf } from '../../../src/replay/totals/runTotals.ts';
import { randomRecords, writeRandomRecords } from '../../support/randomRecords.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';
import { segmentsFromText, traceFromText } from '../../support/traceFromText.ts';

describe('self time', () => {
  it('is the slice less what it called', () => {
    const trace = traceFromText(`
A:         enter(f)  enter(g)  exit(g)    exit(f)             exit
`);
    const own = selfTimeByTask(trace, selfTimes(trace));
    const byName = Object.fromEntries(Array.from(own, (ns, task) => [trace.strings[trace.tasks.name[task]!], ns]));
    expect(byName).toEqual({ 'top level': 20_500, f: 21_000, g: 10_000 });
  });
});

function summaryOf(drawing: string): Summary {
  return summarize(totalsOf(testManifest, segmentsFromText(drawing)));
}

describe('the summary', () => {
  it('tells of each function how often it ran, for how long, and how long it waited', () => {
    const summary = summaryOf(`
A: enter(f) enter(g) await(g) await(f,g)  resume(g) exit(g)  resume(f) exit(f) exit
`);
    const { functions, counts, neverSettled } = summary;
    expect(
      functions.map(({ name, tasks, runningNs, waitingNs, readyNs, pending }) => ({ name, tasks, runningNs, waitingNs, readyNs, pending })),
    ).toEqual([
      { name: 'f', tasks: 1, runningNs: 28_000, waitingNs: 31_000, readyNs: 9000, pending: 0 },
      { name: 'g', tasks: 1, runningNs: 19_000, waitingNs: 21_000, readyNs: 21_000, pending: 0 },
      { name: 'top level', tasks: 1, runningNs: 12_500, waitingNs: 0, readyNs: 0, pending: 0 },
    ]);
    expect(counts).toMatchObject({ machines: 1, processes: 1, threads: 1, tasks: 3, messages: 0 });
    expect(neverSettled).toEqual([]);
  });

  it('tells what never settled, and where it waits', () => {
    const summary = summaryOf(`
A: enter(f) enter(g) await(g) await(f,g)  exit
`);
    const [f] = summary.neverSettled.filter(({ name }) => name === 'f');
    expect(f).toEqual({
      name: 'f',
      tasks: 1,
      place: { file: '/app/app.ts', line: 1, column: 1 },
      awaiting: [{ reason: 'await', place: { file: '/app/app.ts', line: 2, column: 1 }, tasks: 1 }],
    });
  });

  it('counts messages by transport, and those with one end by reason', () => {
    const summary = summaryOf(`
A: send(m)  send(lost)
B:               recv(m)
`);
    expect(summary.transports).toEqual([
      { transport: 'messagePort', messages: 2, bytes: null, oneEnded: [{ reason: expect.any(String), messages: 1 }] },
    ]);
  });

  it('lists stalls, the longest first', () => {
    const stall = codeOf(spanKinds, 'stall');
    const totals = totalsOf(testManifest, [
      segmentOf({}, (records) => {
        records.span(100_000, stall, 60_000, 50_000, '');
        records.span(500_000, stall, 90_000, 80_000, '');
      }),
    ]);
    expect(summarize(totals).stalls).toEqual([
      { startNs: 410_000, durationNs: 80_000, thread: 'app.ts ▸ main thread', task: 'top level' },
      { startNs: 40_000, durationNs: 50_000, thread: 'app.ts ▸ main thread', task: 'top level' },
    ]);
  });

  it('has running times that sum up to those of the threads', () => {
    fc.assert(
      fc.property(randomRecords, (random) => {
        const { functions, threads } = summarize(totalsOf(testManifest, [segmentOf({}, (records) => writeRandomRecords(records, random))]));
        const byFunction = functions.reduce((sum, { runningNs }) => sum + runningNs, 0);
        expect(byFunction).toBeCloseTo(
          threads.reduce((sum, { runningNs }) => sum + runningNs, 0),
          3,
        );
      }),
    );
  });
});

describe('thread activity', () => {
  it('adds up to the time that the thread ran', () => {
    fc.assert(
      fc.property(randomRecords, fc.integer({ min: 1, max: 40 }), (random, steps) => {
        const segments = [segmentOf({}, (records) => writeRandomRecords(records, random))];
        const { stepNs, busy } = threadActivity(replay(testManifest, segments), steps);
        const ran = summarize(totalsOf(testManifest, segments)).threads[0]!.runningNs;
        const sum = busy[0]!.reduce((all, part) => all + part * stepNs, 0);
        expect(Math.abs(sum - ran)).toBeLessThanOrEqual(1e-3 * (ran + steps));
      }),
    );
  });
});
