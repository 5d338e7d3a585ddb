// A run that grows, answered for by what is new in it: as the whole trace would answer, whatever came when.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordWriter } from '../../../../src/model/wire/recordWriter.ts';
import { GrowingRun } from '../../../support/growingRun.ts';
import { framesOf, growth, headers } from '../../../support/growth.ts';
import { growthProblems } from '../../../support/growthProblems.ts';
import { recordedBytes, site, testManifest } from '../../../support/recordStream.ts';

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

/** What breaks the law when each part of a thread's records is a growth of its own. */
function problemsOf(...parts: readonly ((records: RecordWriter) => void)[]): readonly string[] {
  const run = new GrowingRun(testManifest, 1);
  let bytes = 0;
  return parts.flatMap((_, part) => {
    const all = recordedBytes({}, (records) => {
      for (const write of parts.slice(0, part + 1)) write(records);
    });
    run.push(0, [{ payload: all.subarray(bytes) }]);
    bytes = all.length;
    return growthProblems(run.grow(), run.assemble(true));
  });
}

const source = (records: RecordWriter): void => {
  records.sourceFile('/app/app.ts', [
    site('call', 'then', 1),
    site('call', 'setTimeout', 2),
    site('async function', 'f', 3),
    site('await', 'f', 4),
  ]);
  records.string('Timeout');
};

describe('what comes late', () => {
  it('stands where it belongs: a reaction that was asked for before others that have run', () => {
    const ask = (records: RecordWriter): void => {
      records.promise(0);
      records.createdAt(1);
      records.promise(records.promises);
    };
    const react = (time: number, promise: number) => (records: RecordWriter) => {
      records.settle(time, promise - 1);
      records.reactionStart(time + 5, promise);
      records.reactionEnd(time + 8, promise);
    };
    const asked = (records: RecordWriter): void => {
      source(records);
      for (let time = 10; time <= 50; time += 10) {
        records.mark(time, 0, 'asks');
        ask(records);
      }
    };
    expect(problemsOf(asked, react(100, 4), react(120, 8), react(140, 2), react(160, 10), react(180, 6))).toEqual([]);
  });

  it('takes a task up again that seemed over', () => {
    const timer = (time: number, id: number) => (records: RecordWriter) => {
      records.createdAt(2);
      records.asyncInit(time, id, 1, 1);
    };
    const fire = (time: number, id: number) => (records: RecordWriter) => {
      records.asyncBefore(time, id);
      records.asyncAfter(time + 2, id);
    };
    const begin = (records: RecordWriter): void => {
      source(records);
      timer(10, 7)(records);
    };
    expect(
      problemsOf(begin, fire(20, 7), timer(30, 8), timer(35, 9), fire(40, 8), fire(50, 7), timer(60, 10), fire(70, 9), fire(80, 7)),
    ).toEqual([]);
  });

  it('is ready as soon as what it waits for has settled, though it does not run yet', () => {
    const wait = (records: RecordWriter): void => {
      source(records);
      records.promise(0);
      records.promise(0);
      records.enter(10, 3);
      records.suspend(20, 2, 4, 1);
    };
    const settled = (records: RecordWriter): void => {
      records.settle(30, 1);
      records.mark(90, 0, 'works on');
    };
    expect(problemsOf(wait, settled, (records) => records.resume(100, 2))).toEqual([]);
  });

  it('changes its group: a task of which only its end in a gap is known', () => {
    const again = {
      records: 9,
      lost: 0,
      strings: 1,
      sites: 4,
      shared: 0,
      series: 0,
      tasks: 5,
      task: 0,
      promises: 8,
      asyncId: 0,
      endpoints: 0,
    };
    const gap = (records: RecordWriter): void => records.checkpoint(40, again);
    expect(
      problemsOf(
        source,
        gap,
        (records) => records.resume(50, 4),
        (records) => records.mark(60, 0, 'between'),
        (records) => records.suspend(70, 4, 4, 0),
        (records) => records.resume(80, 4),
      ),
    ).toEqual([]);
  });
});
