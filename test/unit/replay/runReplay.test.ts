// A run replayed part by part is the run replayed at once.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selfTimes, slicesByThread } from '../../../src/analysis/selfTime.ts';
import type { Frame } from '../../../src/model/segment.ts';
import { replay } from '../../../src/replay/replay.ts';
import { RunReplay } from '../../../src/replay/runReplay.ts';
import { randomRecords, writeRandomRecords } from '../../support/randomRecords.ts';
import { recordedBytes, testManifest } from '../../support/recordStream.ts';
import { traceProblems } from '../../support/traceLaws.ts';

/** One thread in as many frames as there are lists of records. */
function framesOf(lists: readonly Parameters<typeof writeRandomRecords>[1][]): Frame[] {
  const ends: number[] = [];
  const bytes = recordedBytes({}, (records) => {
    for (const list of lists) {
      writeRandomRecords(records, list);
      ends.push(records.output.payload.length);
    }
  });
  return ends.map((end, at) => ({ records: lists[at]!.length + 1, payload: bytes.slice(at === 0 ? 0 : ends[at - 1], end) }));
}

describe('RunReplay', () => {
  it('ends in the same trace, whatever the parts', () => {
    fc.assert(
      fc.property(
        fc.array(randomRecords, { minLength: 1, maxLength: 5 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (lists, parts) => {
          const segments = [{ frames: framesOf(lists), cutBytes: 3 }];
          const run = new RunReplay(testManifest, segments);
          for (const part of parts.toSorted((a, b) => a - b)) {
            run.replayTo(part);
            expect(traceProblems(run.assemble().trace)).toEqual([]);
          }
          run.replayTo(1);
          expect(run.assemble().trace).toEqual(replay(testManifest, segments));
        },
      ),
    );
  });

  it('shows the beginning on the time axis of the whole, and calls nothing lost before all is read', () => {
    const frames = framesOf([[{ kind: 0, passed: 5, a: 0, b: 0 }], [{ kind: 0, passed: 5, a: 0, b: 0 }]]);
    const run = new RunReplay({ ...testManifest, ended: { atNs: 9_000, code: 0, signal: null } }, [{ frames, cutBytes: 0 }]);
    run.replayTo(0.5);
    expect(run.assemble().trace.header).toMatchObject({ durationNs: 9_000, lostAtMost: 0, gaps: [] });
    run.replayTo(1);
    expect(run.assemble().trace.header.lostAtMost).toBe(1024);
  });

  it('begins in the middle of a frame, however many records it holds', () => {
    const frames = framesOf([Array.from({ length: 1_000 }, () => ({ kind: 0, passed: 5, a: 0, b: 0 }))]);
    const run = new RunReplay(testManifest, [{ frames, cutBytes: 0 }]);
    run.replayTo(0.1);
    expect(run.assemble().trace.header.records).toBeLessThan(200);
    run.replayTo(1);
    expect(run.assemble().trace.header.records).toBeGreaterThan(1_000);
  });

  it('counts records, however long the names at the beginning are', () => {
    const payload = recordedBytes({}, (records) => {
      records.string('x'.repeat(10_000));
      for (let call = 0; call < 500; call++) records.promise(0);
    });
    const run = new RunReplay(testManifest, [{ frames: [{ records: 502, payload }], cutBytes: 0 }]);
    run.replayTo(0.5);
    expect(run.assemble().trace.header.records).toBe(251);
  });

  it('tells the slices of each thread from the earliest, so that nobody has to sort them', () => {
    fc.assert(
      fc.property(randomRecords, (list) => {
        const run = new RunReplay(testManifest, [{ frames: framesOf([list]), cutBytes: 0 }]);
        run.replayTo(1);
        const { trace, slices } = run.assemble();
        const sorted = slicesByThread(trace);
        expect(slices.map((own) => own.toSorted())).toEqual(sorted.map((own) => own.toSorted()));
        expect(slices.map((own) => Array.from(own, (slice) => trace.slices.startNs.at(slice)))).toEqual(
          sorted.map((own) => Array.from(own, (slice) => trace.slices.startNs.at(slice))),
        );
        expect(selfTimes(trace, slices)).toEqual(selfTimes(trace));
      }),
    );
  });
});
