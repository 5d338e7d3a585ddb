// What a thread tells of itself: on which platform what, how often, and without moving its clock.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noLimits, segmentFileName } from '../../../src/model/launch.ts';
import { counterKinds } from '../../../src/model/vocabulary.ts';
import { Clock } from '../../../src/tracer/clock.ts';
import { LoopCounters } from '../../../src/tracer/loopCounters.ts';
import { Recorder } from '../../../src/tracer/recorder.ts';
import { readLines, toText } from './recordLines.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counters-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Waits until that much of the run has passed: counters are sampled by the clock. */
async function pass(recorder: Recorder, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end) await new Promise((resume) => setTimeout(resume, 5));
  recorder.clock.read();
}

async function record(platform: NodeJS.Platform, waits: readonly number[]): Promise<readonly string[]> {
  const place = { folder, pid: 1, startNs: waits.length, threadId: platform.length };
  const recorder = new Recorder(place, new Clock(process.hrtime.bigint()), noLimits);
  const counters = new LoopCounters(recorder, platform);
  for (const ms of waits) {
    await pass(recorder, ms);
    counters.sample();
  }
  recorder.end(0);
  return readLines(readFileSync(join(folder, segmentFileName({ ...place, chapter: 0 })))).map(toText);
}

const seriesOf = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => (line.startsWith('series ') ? [counterKinds[Number(line.split(' ')[1])]!] : []));
const samplesOf = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('sample '));

describe('the counters of a thread', () => {
  it('are its event loop and its heap, where the host sees the rest', async () => {
    const lines = await record('linux', [110]);
    expect(seriesOf(lines)).toEqual(['eventLoop', 'heap']);
    const [loop, heap] = samplesOf(lines).map((line) => Number(line.split(' ')[2]));
    expect(loop).toBeLessThanOrEqual(10_000);
    expect(heap).toBeGreaterThan(1e6);
  });

  it('are those of its process too, where the host can not look', async () => {
    const lines = await record('darwin', [110]);
    expect(seriesOf(lines)).toEqual(['eventLoop', 'heap', 'running', 'memory']);
    expect(Number(samplesOf(lines)[3]!.split(' ')[2])).toBeGreaterThan(10e6);
  });

  it('are sampled at most ten times a second', async () => {
    expect(samplesOf(await record('linux', [110, 0, 0, 1]))).toHaveLength(2);
  });

  it('leave the last reading of the clock as it was', async () => {
    const recorder = new Recorder({ folder, pid: 2, startNs: 0, threadId: 0 }, new Clock(process.hrtime.bigint()), noLimits);
    const counters = new LoopCounters(recorder, 'linux');
    await pass(recorder, 110);
    const before = { time: recorder.clock.time, ran: recorder.clock.ran };
    counters.sample();
    expect({ time: recorder.clock.time, ran: recorder.clock.ran }).toEqual(before);
    recorder.end(0);
  });
});
