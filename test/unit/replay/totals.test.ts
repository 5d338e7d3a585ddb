// Totals without a trace are those of the trace.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunTotals } from '../../../src/model/runTotals.ts';
import { codeOf, counterKinds, spanKinds } from '../../../src/model/vocabulary.ts';
import type { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { replay, type SegmentInput } from '../../../src/replay/replay.ts';
import { totalsOf } from '../../../src/replay/totals/runTotals.ts';
import { samplerSegment } from '../../support/counters.ts';
import { type RandomRecord, randomRecords, writeRandomRecords } from '../../support/randomRecords.ts';
import { recordedBytes, segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { totalsOfTrace } from '../../support/totalsOfTrace.ts';

const stall = codeOf(spanKinds, 'stall');

/** What is in any order stands in one here, and names stand for their indexes: those depend on what else has a name. */
function comparable({ messages, pending, stalls, groups, strings, sources: _, counters, ...totals }: RunTotals): object {
  const rows = Array.from(messages.transport, (transport, row) => [transport, messages.bytes[row], messages.reason[row]].join());
  const named = <Row extends { readonly name: number }>(row: Row): object => ({ ...row, name: strings[row.name] });
  return {
    ...totals,
    messages: rows.sort(),
    pending: pending.map(named),
    stalls: stalls.map(named),
    groups: groups.map(named),
    counters: { ...counters, fromNs: counters.fromNs.toArray() },
  };
}

function expectSame(segments: readonly SegmentInput[], level: 'full' | 'light', live = false): void {
  const manifest = { ...testManifest, level };
  const trace = replay(manifest, segments, { live });
  expect(comparable(totalsOf(manifest, segments, { live }))).toEqual(comparable(totalsOfTrace(trace)));
}

/** Random records, then a stall over the last part of them. */
function writeStalled(records: RecordWriter, random: readonly RandomRecord[], ago: number): void {
  writeRandomRecords(records, random);
  const time = random.reduce((sum, { passed }) => sum + passed, 0);
  const startedAgo = Math.min(ago, time);
  records.span(time, stall, startedAgo, startedAgo >> 1, '');
  records.end(time + 1, 0, 0);
}

describe('totals', () => {
  it.each(['full', 'light'] as const)('are those of the trace, whatever was recorded at the %s level', (level) => {
    fc.assert(
      fc.property(randomRecords, fc.boolean(), (random, live) => {
        expectSame([segmentOf({}, (records) => writeRandomRecords(records, random))], level, live);
      }),
      { numRuns: 2000 },
    );
  });

  it('are those of the trace where several threads stalled', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(randomRecords, fc.nat(2000)), { minLength: 1, maxLength: 3 }), (threads) => {
        const segments = threads.map(([random, ago], threadId) =>
          segmentOf({ threadId, name: `thread ${threadId}` }, (records) => writeStalled(records, random, ago)),
        );
        expectSame(segments, 'full');
      }),
      { numRuns: 500 },
    );
  });

  it('are those of the trace where counters follow from what was called back', () => {
    const ms = 1e6;
    const segment = segmentOf({ osThread: 1 }, (records) => {
      records.string('Immediate');
      records.string('PBKDF2REQUEST');
      records.asyncInit(1 * ms, 2, 1, 1);
      for (let id = 3; id < 10; id++) records.asyncInit(1 * ms, id, 2, 1);
      for (const [time, id] of [
        [30, 2],
        [40, 3],
        [50, 4],
        [60, 3],
      ] as const) {
        records.asyncBefore(time * ms, id);
        records.asyncAfter((time + 1) * ms, id);
      }
      records.end(80 * ms, 0, 0);
    });
    const values = Array.from({ length: 80 }, (_, at) => at);
    const sampler = samplerSegment([{ kind: 'running', pid: 1, osThread: 0, values }]);
    const { counters } = totalsOf(testManifest, [segment, sampler]);
    const kinds = counters.series.map(({ kind }) => counterKinds[kind]);
    expect(kinds).toEqual(expect.arrayContaining(['eventLoopDelay', 'poolBusy', 'poolQueued']));
    expectSame([segment, sampler], 'full');
  });

  it('are those of the trace on a stream that is cut at any byte', () => {
    fc.assert(
      fc.property(randomRecords, fc.nat(), (random, place) => {
        const bytes = recordedBytes({}, (records) => writeRandomRecords(records, random));
        expectSame([{ frames: [{ payload: bytes.subarray(0, place % bytes.length) }], cutBytes: 0 }], 'full');
      }),
    );
  });

  it('are those of the trace where calls nest deeper than a slice can tell', () => {
    const segment = segmentOf({}, (records) => {
      records.sourceFile('/app/app.ts', [site('async function', 'f', 1), site('async function', 'g', 2)]);
      for (let call = 0; call < 300; call++) records.enter(10 + call, call < 256 ? 1 : 2);
      for (let call = 299; call >= 0; call--) records.exit(1000 - call, call + 2);
      records.end(2000, 0, 0);
    });
    expectSame([segment], 'full');
  });
});
