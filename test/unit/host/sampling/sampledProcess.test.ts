// Sampling a process of a made-up /proc, pass by pass.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedstat } from '../../../../src/host/sampling/osThread.ts';
import { partsOf } from '../../../../src/host/sampling/partsOfTime.ts';
import { parseProcessorTimes, SampledMachine } from '../../../../src/host/sampling/sampledMachine.ts';
import { SampledProcess } from '../../../../src/host/sampling/sampledProcess.ts';
import { SeriesLog } from '../../../../src/host/sampling/seriesLog.ts';
import type { SampledSeries } from '../../../../src/replay/sampledSeries.ts';
import { makeTemporaryFolder } from '../recordedFolder.ts';
import { countersOf, MadeUpProc } from './samplerRuns.ts';

const passNs = 50e6;

function begin(): { readonly proc: MadeUpProc; readonly log: SeriesLog; readonly counters: () => readonly SampledSeries[] } {
  const folder = makeTemporaryFolder();
  const path = join(folder, '0-0-0.segment');
  const log = new SeriesLog(path, { run: 'r', startNs: 0, everyMs: 50 });
  const proc = new MadeUpProc(folder);
  return {
    proc,
    log,
    counters: () => {
      log.close({ passes: 0, costNs: 0, unsampledThreads: 0 });
      return countersOf(path);
    },
  };
}

function named(counters: readonly SampledSeries[], name: string): Record<string, readonly number[]> {
  return Object.fromEntries(counters.filter((series) => series.name === name).map(({ kind, value }) => [kind, value]));
}

describe('a sampled process', () => {
  it('tells of each thread which part of the time it ran and could have run', () => {
    const { proc, log, counters } = begin();
    proc.memory(7, 1024);
    proc.thread(7, 7, 'MainThread', 1e9, 5e9);
    const process = new SampledProcess(proc.folder, 7, log);
    log.commit(passNs);
    proc.thread(7, 7, 'MainThread', 1e9 + passNs * 0.75, 5e9 + passNs * 0.25);
    expect(process.sample(passNs)).toBe(true);
    log.commit(passNs * 2);
    const series = counters();
    expect(named(series, 'MainThread')).toEqual({ running: [7500], runnable: [2500] });
    expect(named(series, '')).toEqual({ running: [7500], runnable: [2500], memory: [1024 * 1024] });
    expect(series.every(({ fromNs, kind }) => fromNs[0] === (kind === 'memory' ? passNs * 2 : passNs))).toBe(true);
  });

  it("counts what a thread did before it was found as its process's", () => {
    const { proc, log, counters } = begin();
    proc.memory(7, 1);
    proc.thread(7, 7, 'main', 0, 0);
    const process = new SampledProcess(proc.folder, 7, log);
    log.commit(passNs);
    proc.thread(7, 8, 'young', passNs / 2, 0);
    process.sample(passNs);
    log.commit(passNs * 2);
    const series = counters();
    expect(named(series, '').running).toEqual([5000]);
    expect(named(series, 'young')).toEqual({});
  });

  it('ends the counters of a thread that has ended, and says when the whole process has', () => {
    const { proc, log, counters } = begin();
    proc.memory(7, 1);
    proc.thread(7, 7, 'main', 0, 0);
    proc.thread(7, 8, 'short', 0, 0);
    const process = new SampledProcess(proc.folder, 7, log);
    log.commit(passNs);
    process.sample(passNs);
    log.commit(passNs * 2);
    proc.endThread(7, 8);
    expect(process.sample(passNs)).toBe(true);
    log.commit(passNs * 3);
    proc.endThread(7, 7);
    expect(process.sample(passNs)).toBe(false);
    log.commit(passNs * 4);
    const ends = counters().map(({ name, endNs }) => [name, endNs / passNs]);
    expect(new Set(ends.map(String))).toEqual(new Set(['short,2', 'main,3', ',3']));
  });

  it('takes as many processors for busy as the machine has, in part of its ticks', () => {
    const { proc, log, counters } = begin();
    const machine = new SampledMachine(proc.folder, 8, log);
    log.commit(passNs);
    proc.machine(10, 30);
    machine.sample();
    log.commit(passNs * 2);
    machine.close();
    expect(counters().map(({ pid, value }) => [pid, ...value])).toEqual([[0, 20_000]]);
  });
});

describe('parts of a time', () => {
  const times = fc.array(fc.record({ ran: fc.nat(150), waited: fc.nat(150), wants: fc.boolean() }), { maxLength: 20 });

  it('are never below nothing, nor together above all of it', () => {
    fc.assert(
      fc.property(times, fc.nat(100), (passes, passed) => {
        let aheadNs = 0;
        for (const { ran, waited, wants } of passes) {
          const parts = partsOf(ran, waited, passed, aheadNs, () => wants);
          aheadNs = parts.aheadNs;
          expect(Math.min(parts.running, parts.runnable, aheadNs)).toBeGreaterThanOrEqual(0);
          expect(parts.running + parts.runnable).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('tell of a wait while it lasts, and once', () => {
    const first = partsOf(20, 0, 100, 0, () => true);
    const second = partsOf(0, 0, 100, first.aheadNs, () => true);
    const third = partsOf(40, 240, 100, second.aheadNs, () => true);
    expect([first, second, third].map(({ running, runnable }) => [running, runnable])).toEqual([
      [0.2, 0.8],
      [0, 1],
      [0.4, 0.6],
    ]);
    expect(partsOf(10, 90, 100, 0, () => true).aheadNs).toBe(0);
  });

  it('are sleep where nothing is told of a thread that does not want a processor', () => {
    expect(partsOf(10, 20, 100, 0, () => false)).toEqual({ running: 0.1, runnable: 0.2, aheadNs: 0 });
  });
});

describe('a file of /proc', () => {
  it.each(['', 'x', '12', '12 13', '-1 2 3', '1.5 2 3'])('is not believed when it says %j', (text) => {
    expect(parseSchedstat(text)).toBeNull();
    expect(parseProcessorTimes(text)).toBeNull();
  });

  it('counts all but idling and waiting for disks as busy', () => {
    expect(parseProcessorTimes('cpu  1 2 4 8 16 32 64 128 256 512\n')).toEqual({ busy: 1 + 2 + 4 + 32 + 64 + 128, all: 255 });
  });
});
