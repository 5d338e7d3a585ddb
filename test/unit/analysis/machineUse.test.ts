// What a run made of its machine, from samples that say it plainly; remarks only where there is evidence.

import { describe, expect, it } from 'vitest';
import { type MachineUse, machineUse } from '../../../src/analysis/machineUse.ts';
import type { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { replay } from '../../../src/replay/replay.ts';
import { samplerSegment } from '../../support/counters.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';

const ms = 1e6;
const lengthMs = 400;

/** Constant values over the whole run, in ten-thousandths; `queued`: requests given to a pool of 4 at the start that never end. */
interface Plain {
  readonly machine: number;
  readonly process: number;
  readonly main: number;
  readonly pool?: number;
  readonly queued?: number;
  readonly workers?: readonly number[];
}

function useOf({ machine, process, main, pool = 0, queued = 0, workers = [] }: Plain, cpus = 2): MachineUse | null {
  const all = (value: number): number[] => Array.from({ length: lengthMs }, () => value);
  const requests = (records: RecordWriter): void => {
    records.string('PBKDF2REQUEST');
    for (let id = 2; id < 2 + (queued > 0 ? queued + 4 : 0); id++) records.asyncInit(1, id, 1, 1);
    records.end(lengthMs * ms, 0, 0);
  };
  const worker = (_: number, at: number) =>
    segmentOf({ threadId: at + 1, osThread: 100 + at, name: `w${at}` }, (r) => r.end(lengthMs * ms, 0, 0));
  const manifest = { ...testManifest, machine: { ...testManifest.machine, cpus } };
  const trace = replay(manifest, [
    segmentOf({ osThread: 1 }, requests),
    ...workers.map(worker),
    samplerSegment([
      { kind: 'running', pid: 0, osThread: 0, values: all(machine) },
      { kind: 'running', pid: 1, osThread: 0, values: all(process) },
      { kind: 'runnable', pid: 1, osThread: 0, values: all(5000) },
      { kind: 'memory', pid: 1, osThread: 0, values: [3, 9, 4] },
      { kind: 'running', pid: 1, osThread: 1, values: all(main) },
      ...workers.map((value, at) => ({ kind: 'running' as const, pid: 1, osThread: 100 + at, values: all(value) })),
      ...[2, 3, 4, 5].map((osThread) => ({ kind: 'runnable' as const, pid: 1, osThread, name: 'libuv-worker', values: all(pool) })),
    ]),
  ]);
  return machineUse(trace);
}

describe('the use of a machine', () => {
  it('adds up processor time and finds the most memory', () => {
    const use = useOf({ machine: 8000, process: 8000, main: 8000 });
    expect(use?.processes).toEqual([
      {
        name: 'app.ts',
        pid: 1,
        runningNs: expect.closeTo(0.8 * lengthMs * ms, -3),
        runnableNs: expect.closeTo(0.5 * lengthMs * ms, -3),
        mostMemoryBytes: 9,
      },
    ]);
    expect(use?.remarks).toEqual([]);
  });

  it('calls a pool too small when work queued for it while a processor was idle', () => {
    expect(useOf({ machine: 5000, process: 5000, main: 0, pool: 1000, queued: 3 })?.remarks).toEqual([
      { kind: 'poolTooSmall', process: 'app.ts', threads: 4, forNs: expect.any(Number), mostQueued: 3 },
    ]);
  });

  it.each([
    ['no processor was idle', { machine: 19000, process: 5000, main: 0, queued: 3 }],
    ['the program itself was too busy to take results', { machine: 9000, process: 9000, main: 9000, queued: 3 }],
    ['nothing queued', { machine: 5000, process: 5000, main: 0 }],
  ])('does not when %s', (_, plain) => expect(useOf(plain)?.remarks).toEqual([]));

  it('calls a pool too large when more of its threads wanted a processor than there are', () => {
    expect(useOf({ machine: 20000, process: 20000, main: 0, pool: 9000 })?.remarks).toEqual([
      { kind: 'poolTooLarge', process: 'app.ts', threads: 4, forNs: expect.any(Number), mostBusy: expect.closeTo(3.6) },
    ]);
  });

  it('does not when others took the processors', () => {
    expect(useOf({ machine: 20000, process: 4000, main: 0, pool: 9000 })?.remarks).toEqual([]);
  });

  it('says when more JavaScript threads than processors were busy', () => {
    expect(useOf({ machine: 20000, process: 20000, main: 1000, workers: [9000, 9000, 9000] })?.remarks).toEqual([
      { kind: 'tooManyThreads', threads: 4, forNs: expect.any(Number), mostBusy: expect.closeTo(2.8) },
    ]);
    expect(useOf({ machine: 20000, process: 20000, main: 1000, workers: [9000, 9000, 9000] }, 4)?.remarks).toEqual([]);
  });

  it('is not told of a trace without samples', () => {
    expect(machineUse(replay(testManifest, [segmentOf({}, (r) => r.end(1, 0, 0))]))).toBeNull();
  });
});
