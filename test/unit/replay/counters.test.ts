// From samples to the counters of a trace: whose they are, where they stand, and what follows from the tasks themselves.

import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/model/trace.ts';
import { codeOf, counterKinds } from '../../../src/model/vocabulary.ts';
import type { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { replay, type SegmentInput } from '../../../src/replay/replay.ts';
import { laneKeys } from '../../../src/viewmodel/live/laneKeys.ts';
import { samplerSegment } from '../../support/counters.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';
import { traceProblems } from '../../support/traceLaws.ts';

const ms = 1e6;

function traceOf(...segments: readonly SegmentInput[]): Trace {
  const trace = replay(testManifest, segments);
  expect(traceProblems(trace)).toEqual([]);
  return trace;
}

/** `CPU ▸ memory: memory 1ms 5, 2ms 7 until 9ms`, a line a series. */
function textOf({ counters, lanes }: Trace): readonly string[] {
  const path = (lane: number): string =>
    lanes[lane]!.kind === 'system' ? `${path(lanes[lane]!.parent)} ▸ ${lanes[lane]!.name}` : lanes[lane]!.name;
  return counters.series.map(({ lane, kind, firstSample, endSample, endNs }) => {
    const steps = Array.from({ length: endSample - firstSample }, (_, at) => {
      const sample = firstSample + at;
      return `${counters.fromNs.at(sample) / ms}ms ${counters.value[sample]}`;
    });
    return `${path(lane)}: ${counterKinds[kind]} ${steps.join(', ')} until ${endNs / ms}ms`;
  });
}

const lived =
  (end: number) =>
  (records: RecordWriter): void =>
    records.end(end * ms, 0, 0);

describe('the counters of a trace', () => {
  it('stand below their process, by thread and by what the system calls a thread', () => {
    const trace = traceOf(
      segmentOf({ osThread: 1 }, lived(9)),
      segmentOf({ threadId: 1, osThread: 7, name: 'worker' }, lived(9)),
      samplerSegment([
        { kind: 'running', pid: 0, osThread: 0, values: [15000] },
        { kind: 'running', pid: 1, osThread: 0, values: [9000, 9000, 100] },
        { kind: 'memory', pid: 1, osThread: 0, values: [5, 7, 7] },
        { kind: 'running', pid: 1, osThread: 1, name: 'MainThread', values: [10000] },
        { kind: 'runnable', pid: 1, osThread: 7, name: 'x', values: [5000] },
        { kind: 'running', pid: 1, osThread: 8, name: 'libuv-worker', values: [1] },
        { kind: 'running', pid: 1, osThread: 9, name: 'libuv-worker', values: [2] },
        { kind: 'running', pid: 1, osThread: 10, name: 'V8Worker', values: [3] },
      ]),
    );
    expect(textOf(trace)).toEqual([
      'app.ts ▸ CPU: running 0ms 0.9, 2ms 0.01 until 3ms',
      'app.ts ▸ CPU ▸ memory: memory 1ms 5, 2ms 7 until 9ms',
      'app.ts ▸ CPU ▸ libuv pool ▸ libuv-worker 1: running 0ms 0.0001 until 1ms',
      'app.ts ▸ CPU ▸ libuv pool ▸ libuv-worker 2: running 0ms 0.0002 until 1ms',
      'app.ts ▸ CPU ▸ main thread · CPU: running 0ms 1 until 1ms',
      'app.ts ▸ CPU ▸ worker · CPU: runnable 0ms 0.5 until 1ms',
      'app.ts ▸ CPU ▸ runtime threads ▸ V8Worker: running 0ms 0.00030000000000000003 until 1ms',
      'machine ▸ CPU of the machine: running 0ms 1.5 until 1ms',
    ]);
    expect(trace.counters.series.map(({ thread }) => thread)).toEqual([-1, -1, -1, -1, 0, 1, -1, -1]);
    expect(trace.header.gaps).toEqual([]);
    expect(trace.header.sampler).toEqual({ everyMs: 1, end: { passes: 3, costNs: 5, unsampledThreads: 0 } });
    expect(new Set(laneKeys(trace)).size).toBe(trace.lanes.length);
  });

  it('are of the process that had the number when they were taken', () => {
    const trace = traceOf(
      segmentOf({ osThread: 1, startNs: 0 }, lived(1)),
      segmentOf({ osThread: 1, startNs: 2 * ms }, lived(9)),
      samplerSegment([{ kind: 'running', pid: 1, osThread: 0, values: [7] }]),
    );
    const [process] = trace.lanes.flatMap((lane, at) => (lane.name === 'CPU' ? [trace.lanes[lane.parent]!.name, at] : []));
    expect(process).toBe('app.ts (pid 1)');
    expect(trace.lanes.filter(({ name }) => name === 'CPU')).toHaveLength(1);
  });

  it('are what a thread tells of itself, its process among it where nobody could look from outside', () => {
    const told = (records: RecordWriter): void => {
      records.series(ms, codeOf(counterKinds, 'eventLoop'), 0, 0, '');
      records.series(ms, codeOf(counterKinds, 'memory'), 0, 0, '');
      records.sample(3 * ms, 1, 5000);
      records.sample(3 * ms, 2, 1234);
      lived(9)(records);
    };
    expect(textOf(traceOf(segmentOf({}, told)))).toEqual([
      'app.ts ▸ CPU ▸ memory: memory 3ms 1234 until 9ms',
      'app.ts ▸ CPU ▸ main thread · event loop: eventLoop 1ms 0.5 until 3ms',
    ]);
  });

  it('count requests to the pool up to its size, and those beyond it as queued', () => {
    const requests = (records: RecordWriter): void => {
      records.string('PBKDF2REQUEST');
      records.string('TCPWRAP');
      for (let id = 2; id < 5; id++) records.asyncInit(id * ms, id, 1, 1);
      records.asyncInit(4 * ms, 9, 2, 1);
      for (let id = 2; id < 5; id++) {
        records.asyncBefore((id + 4) * ms, id);
        records.asyncAfter((id + 4) * ms + 1, id);
      }
      lived(10)(records);
    };
    const sampled = samplerSegment([{ kind: 'running', pid: 1, osThread: 0, values: [0] }]);
    const pool = textOf(traceOf(segmentOf({ threadPoolSize: '2' }, requests), sampled)).filter((line) => line.includes('pool'));
    expect(pool).toEqual([
      'app.ts ▸ CPU ▸ libuv pool: poolBusy 0ms 0, 2ms 1, 3ms 2, 7ms 1, 8ms 0 until 10ms',
      'app.ts ▸ CPU ▸ libuv pool: poolQueued 0ms 0, 4ms 1, 6ms 0 until 10ms',
    ]);
  });

  it('leave a trace in which nothing was sampled as it is', () => {
    const trace = traceOf(segmentOf({}, lived(1)));
    expect([trace.counters.count, trace.lanes.some(({ kind }) => kind === 'system')]).toEqual([0, false]);
  });

  it('say why the machine was not sampled', () => {
    const machine = { ...testManifest.machine, unsampled: 'Nobody looked.' };
    expect(replay({ ...testManifest, machine }, [segmentOf({}, lived(1))]).header.gaps).toEqual(['Nobody looked.']);
  });

  it('pass over samples of series that were never begun, and kinds of a later time', () => {
    const odd = (records: RecordWriter): void => {
      records.series(0, 200, 0, 0, '');
      records.sample(ms, 1, 5);
      records.sample(ms, 7, 5);
      records.seriesEnd(ms, 9);
      lived(2)(records);
    };
    expect(textOf(traceOf(segmentOf({}, odd)))).toEqual([]);
  });
});
