// Laws of replay, on random records.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../../src/replay/replay.ts';
import { randomRecords, writeRandomRecords } from '../../support/randomRecords.ts';
import { recordedBytes, segmentOf, testManifest } from '../../support/recordStream.ts';
import { traceProblems } from '../../support/traceLaws.ts';

describe('replay', () => {
  it.each(['full', 'light'] as const)('keeps the laws of a trace whatever was recorded at the %s level', (level) => {
    fc.assert(
      fc.property(randomRecords, (random) => {
        const trace = replay({ ...testManifest, level }, [segmentOf({}, (records) => writeRandomRecords(records, random))]);
        expect(traceProblems(trace)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws on a stream that is cut at any byte', () => {
    fc.assert(
      fc.property(randomRecords, fc.nat(), (random, place) => {
        const bytes = recordedBytes({}, (records) => writeRandomRecords(records, random));
        const trace = replay(testManifest, [{ frames: [{ payload: bytes.subarray(0, place % bytes.length) }], cutBytes: 0 }]);
        expect(traceProblems(trace)).toEqual([]);
      }),
    );
  });

  it('never throws on a stream with any byte changed', () => {
    fc.assert(
      fc.property(randomRecords, fc.nat(), fc.nat(255), (random, place, value) => {
        const bytes = recordedBytes({}, (records) => writeRandomRecords(records, random));
        bytes[place % bytes.length] = value;
        expect(() => replay(testManifest, [{ frames: [{ payload: bytes }], cutBytes: 0 }])).not.toThrow();
      }),
    );
  });
});
