// Several threads: who created whom, what they are called, what is lost.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/model/trace.ts';
import { RecordReader } from '../../../src/model/wire/readRecords.ts';
import { assembleTrace } from '../../../src/replay/assembleTrace.ts';
import { replay } from '../../../src/replay/replay.ts';
import { ThreadReplay } from '../../../src/replay/threadReplay.ts';
import { randomRecords, writeRandomRecords } from '../../support/randomRecords.ts';
import { recordLog } from '../../support/recordLog.ts';
import { recordedBytes, segmentOf, testManifest } from '../../support/recordStream.ts';
import { traceFromText } from '../../support/traceFromText.ts';
import { eventsToText } from '../../support/traceToText.ts';

const laneNames = (trace: Trace): readonly string[] =>
  trace.lanes.filter(({ kind }) => kind === 'process' || kind === 'thread').map(({ kind, name }) => `${kind} ${name}`);

describe('threads of a trace', () => {
  it('start by a spawn, and are joined by who saw them end', () => {
    const trace = traceFromText(`
A: spawn(B)            join(B)
B:            b  exit
`);
    expect(eventsToText(trace)).toMatchInlineSnapshot(`
      "0:1 start top level.1 A
      0:2 spawn top level.1 B
      0:3 join top level.1 exit code 0 ← 1:4 exit top level.1 exit code 0
      1:1 start top level.1 B ← 0:2 spawn top level.1 B
      1:2 mark top level.1 b
      1:3 settle top level.1
      1:4 exit top level.1 exit code 0
      "
    `);
    expect(trace.threads.map(({ creator }) => creator)).toEqual([-1, 0]);
  });

  it('get an exit when they were killed and somebody saw it', () => {
    const trace = traceFromText(`
A: spawn(B)            join(B)
B:            b
`);
    expect(eventsToText(trace)).toContain('1:3 exit');
    expect(eventsToText(trace)).toContain('0:3 join top level.1 exit code 0 ← 1:3 exit');
  });

  it('have names that tell them apart', () => {
    const trace = replay(testManifest, [
      segmentOf({ pid: 10 }, () => {}),
      segmentOf({ pid: 10, threadId: 1, name: 'pool.ts', startNs: 5 }, () => {}),
      segmentOf({ pid: 10, threadId: 2, name: 'pool.ts', startNs: 6 }, () => {}),
      segmentOf({ pid: 11, startNs: 7 }, () => {}),
      segmentOf({ pid: 12, name: 'other.ts', startNs: 8 }, () => {}),
    ]);
    expect(laneNames(trace)).toEqual([
      'process app.ts (pid 10)',
      'thread main thread',
      'thread pool.ts #1',
      'thread pool.ts #2',
      'process app.ts (pid 11)',
      'thread main thread',
      'process other.ts',
      'thread main thread',
    ]);
  });

  it('are of two processes when a pid was used twice', () => {
    const trace = replay(testManifest, [
      segmentOf({ pid: 9, name: 'parent.ts' }, (records) => {
        records.spawnProcess(100, 10, 'node a.ts');
        records.processExited(2000, 10, 0, '');
        records.spawnProcess(1_000_000_000, 10, 'node b.ts');
        records.processExited(2_000_000_000, 10, -1, 'SIGKILL');
      }),
      segmentOf({ pid: 10, name: 'b.ts', startNs: 1_000_500_000 }, () => {}),
      segmentOf({ pid: 10, name: 'a.ts', startNs: 1000 }, (records) => records.end(1500, 0, 0)),
    ]);
    expect(eventsToText(trace)).toMatchInlineSnapshot(`
      "0:1 start top level.1 parent.ts
      0:2 spawn top level.1 node a.ts
      0:3 join top level.1 exit code 0 ← 1:3 exit top level.1 exit code 0
      0:4 spawn top level.1 node b.ts
      0:5 join top level.1 SIGKILL ← 2:2 exit
      1:1 start top level.1 a.ts ← 0:2 spawn top level.1 node a.ts
      1:2 settle top level.1
      1:3 exit top level.1 exit code 0
      2:1 start top level.1 b.ts ← 0:4 spawn top level.1 node b.ts
      2:2 exit
      "
    `);
  });

  it('that are missing are named: a Node process without records', () => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.spawnProcess(100, 77, '/usr/bin/node hidden.js');
        records.spawnProcess(200, 78, 'ls -l node');
        records.spawnProcess(220, 79, 'env -i node bare.js');
        records.spawnProcess(240, 80, '/bin/sh -c node traced.js');
        records.end(300, 0, 0);
      }),
      segmentOf({ pid: 81, parentPid: 80, name: 'traced.js', startNs: 250 }, (records) => records.end(300, 0, 0)),
    ]);
    expect(laneNames(trace)).toEqual([
      'process app.ts',
      'thread main thread',
      'process traced.js',
      'thread main thread',
      'process /usr/bin/node hidden.js (not traced)',
      'process env -i node bare.js (not traced)',
    ]);
    expect(trace.header.gaps).toEqual([
      'Process 77 (/usr/bin/node hidden.js) was not traced: the tracer could not enter it.',
      'Process 79 (env -i node bare.js) was not traced: the tracer could not enter it.',
    ]);
  });
});

describe('losses of a trace', () => {
  it('are none for a thread that closed its records, what it says for one that lost some, at most a buffer for one that died', () => {
    const closed = replay(testManifest, [segmentOf({}, (records) => records.end(1, 0, 0))]);
    expect([closed.header.lost, closed.header.lostAtMost, closed.header.gaps]).toEqual([0, 0, []]);
    const lossy = replay(testManifest, [segmentOf({}, (records) => records.end(1, 0, 7))]);
    expect([lossy.header.lost, lossy.header.lostAtMost]).toEqual([7, 7]);
    const died = replay(testManifest, [{ ...segmentOf({}, (records) => records.mark(1, 0, 'm')), cutBytes: 5 }]);
    expect([died.header.lost, died.header.lostAtMost, died.threads[0]!.complete]).toEqual([0, 1029, false]);
    expect(died.header.gaps).toEqual([
      'The main thread of process 1 (app.ts) ended without closing its records: up to 1029 bytes of them are lost.',
    ]);
  });

  it('are none yet while the program runs', () => {
    const live = replay(testManifest, [segmentOf({}, (records) => records.mark(1, 0, 'm'))], { live: true });
    expect([live.header.lostAtMost, live.header.gaps, live.threads[0]!.endNs]).toEqual([0, [], Number.NaN]);
  });

  it('keep what comes before a damaged record', () => {
    const bytes = recordedBytes({}, (records) => records.mark(1, 0, 'before'));
    const damaged = Uint8Array.from([...bytes, 255, 1, 2]);
    const trace = replay(testManifest, [{ frames: [{ payload: damaged }], cutBytes: 0 }]);
    expect(eventsToText(trace)).toContain('before');
    expect(trace.header.gaps).toEqual([
      `The main thread of process 1 (app.ts) can be read only in part: byte ${bytes.length} of a frame: expected a record, found opcode 255.`,
    ]);
  });
});

describe('a thread that is replayed while it runs', () => {
  it('gives the same trace in the end, however often it was assembled in between', () => {
    fc.assert(
      fc.property(randomRecords, fc.nat(), (random, place) => {
        const bytes = recordedBytes({}, (records) => writeRandomRecords(records, random));
        const ends = recordEnds(bytes);
        const cut = ends[place % ends.length]!;
        const whole = new ThreadReplay();
        whole.push(bytes);
        const grown = new ThreadReplay();
        grown.push(bytes.subarray(0, cut));
        assembleTrace(testManifest, [{ replay: grown, cutBytes: 0, damage: null }], { live: true });
        grown.push(bytes.subarray(cut));
        const traces = [whole, grown].map((thread) => assembleTrace(testManifest, [{ replay: thread, cutBytes: 0, damage: null }]));
        expect(traces[1]).toEqual(traces[0]);
      }),
    );
  });
});

/** Where a frame may end: after each record. */
function recordEnds(bytes: Uint8Array): readonly number[] {
  const reader = new RecordReader();
  const ends: number[] = [];
  for (let end = 1, start = 0; end <= bytes.length; end++) {
    try {
      reader.read(bytes.subarray(start, end), recordLog().records);
    } catch {
      continue;
    }
    ends.push(end);
    start = end;
  }
  return ends;
}
