// What waits were for, as the detail of a selected wait says it.

import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/model/trace.ts';
import { aggregateModes, codeOf, waitReasons } from '../../../src/model/vocabulary.ts';
import type { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { replay } from '../../../src/replay/replay.ts';
import { openTrace } from '../../../src/viewmodel/openTrace.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';

const sites = [
  site('async function', 'reads', 1),
  site('async function', 'writes', 2),
  site('await', 'all', 3),
  site('call', 'Atomics.wait', 4),
];

/** The first line of the story of the first wait that fits. */
async function toldOf(trace: Trace, fits: (wait: number) => boolean): Promise<string> {
  const wait = Array.from({ length: trace.waits.count }, (_, index) => index).find(fits)!;
  const { story } = await openTrace(trace).detail({ kind: 'wait', index: wait });
  return story.lines[0]!.text.map(({ text }) => text).join('');
}

describe('a wait for several promises', () => {
  /** Top-level code waits for two functions, of which the second settles last; with `others` promises before them. */
  const waitFor = (mode: (typeof aggregateModes)[number], others = 0): Trace =>
    replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', sites);
        for (const [index, at] of [1, 2].entries()) {
          records.promise(0);
          records.enter(10 + index, at);
          records.suspend(12 + index, 2 + index, 3, 0);
        }
        for (let other = 0; other < others; other++) records.promise(0);
        records.promise(0);
        const promise = records.promises;
        for (let member = promise - 1; member > 0; member--) records.promise(member);
        records.aggregate(codeOf(aggregateModes, mode), promise, records.promises - promise + 1);
        records.suspend(20, 1, 3, promise);
        for (const [index, at] of [30, 40].entries()) {
          records.resume(at, 2 + index);
          records.exit(at + 1, 2 + index);
          records.settle(at + 1, 1 + index);
          records.reactionStart(at + 2, records.promises - index);
          if (index === 1 || mode === 'race') records.settle(at + 3, promise);
          records.reactionEnd(at + 4, records.promises - index);
        }
        records.resume(60, 1);
        records.end(70, 0, 0);
      }),
    ]);
  const told = (trace: Trace): Promise<string> => toldOf(trace, (wait) => wait === trace.aggregates.wait[0]);

  it('names them, and which was the last', async () => {
    expect(await told(waitFor('all'))).toBe('waited for all of writes and reads; what ended it was writes app.ts:3');
    expect(await told(waitFor('allSettled'))).toBe('waited for the end of all of writes and reads; what ended it was writes app.ts:3');
  });

  it('names which was the first', async () => {
    expect(await told(waitFor('race'))).toBe('waited for the first of writes and reads, which was reads app.ts:3');
    expect(await told(waitFor('any'))).toBe('waited for the first to be fulfilled of writes and reads, which was writes app.ts:3');
  });

  it('counts those that are too many to name, and those that are no task’s', async () => {
    expect(await told(waitFor('all', 1))).toMatch(/^waited for all of a promise, writes and reads;/);
    expect(await told(waitFor('all', 20))).toMatch(/^waited for all of a promise, a promise, a promise, a promise and 18 more;/);
  });
});

describe('a thread that sleeps', () => {
  const byFunction = (records: RecordWriter): void => {
    records.promise(0);
    records.enter(10, 2);
    records.notify(30, 1, 1, 0, 1);
    records.exit(40, 2);
  };
  const asleep = (write: (records: RecordWriter) => void, notify: (records: RecordWriter) => void = byFunction): Promise<string> => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', sites);
        records.shared(4, '0.1');
        records.createdAt(4);
        records.sleep(20, 1, 0);
        write(records);
      }),
      segmentOf({ threadId: 1 }, (records) => {
        records.sourceFile('/app/app.ts', sites);
        records.shared(4, '');
        notify(records);
        records.end(50, 0, 0);
      }),
    ]);
    return toldOf(trace, (wait) => waitReasons[trace.waits.reason[wait]!] === 'Atomics.wait');
  };

  it('was woken by the one who notified it', async () => {
    const ended = asleep((records) => {
      records.awake(50, 0);
      records.end(70, 0, 0);
    });
    expect(await ended).toBe('waited in Atomics.wait until writes notified it app.ts:4');
  });

  it('was woken by a thread, when it is no function’s code that notified it', async () => {
    const byReaction = (records: RecordWriter): void => {
      records.promise(0);
      records.suspend(5, 1, 3, 1);
      records.promise(1);
      records.reactionStart(20, 2);
      records.notify(30, 1, 1, 0, 1);
      records.reactionEnd(40, 2);
    };
    expect(await asleep((records) => records.awake(50, 0), byReaction)).toBe(
      'waited in Atomics.wait until app.ts ▸ app.ts notified it app.ts:4',
    );
  });

  it('was woken by nobody, or sleeps', async () => {
    expect(await asleep((records) => records.awake(50, 1))).toBe('waited in Atomics.wait, and was not notified app.ts:4');
    expect(await asleep(() => {})).toBe('waits in Atomics.wait, and nothing has woken it app.ts:4');
  });
});
