// A thread's segments: gaps, chapters and limits, and what a reader of what is left can still tell.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecordedRun } from '../../../src/host/readRecordedRun.ts';
import { writeManifest } from '../../../src/host/runFolder.ts';
import { startRecording, stopRecording } from '../../../src/host/startAndStop.ts';
import { noLimits, type RecordingLimits } from '../../../src/model/launch.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { spanKinds } from '../../../src/model/vocabulary.ts';
import { replay } from '../../../src/replay/replay.ts';
import { Segments } from '../../../src/tracer/recording/segments.ts';
import { site, testManifest } from '../../support/recordStream.ts';
import { traceProblems } from '../../support/traceLaws.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segments-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const second = 1e9;

/** A thread whose time is made up. Each of its calls of `work` makes a promise, awaits it and ends: six records. */
class Thread {
  readonly segments: Segments;
  timeNs = 0;
  calls = 0;

  constructor(limits: RecordingLimits) {
    this.segments = new Segments({ folder, pid: 1, startNs: 0, threadId: 0 }, limits, undefined);
    this.segments.begin(0, JSON.stringify({ pid: 1, threadId: 0, name: 'app.ts', bufferBytes: 65_536 }));
    this.segments.look(0);
    this.segments.makeRoom(100, 0);
    this.segments.writer.sourceFile('/app.ts', [site('async function', 'work', 1), site('await', 'work', 2)]);
  }

  /** Its records, `everyNs` apart. */
  work(calls: number, everyNs: number): void {
    const { writer } = this.segments;
    for (let call = 0; call < calls; call++) {
      const at = (): number => {
        this.timeNs += everyNs;
        this.segments.look(this.timeNs);
        this.segments.makeRoom(0, this.timeNs);
        return this.timeNs;
      };
      at();
      writer.promise(0);
      writer.enter(at(), 1);
      const task = writer.state.tasks;
      writer.suspend(at(), task, 2, 0);
      writer.resume(at(), task);
      writer.exit(at(), task);
      writer.settle(at(), writer.promises);
      this.calls++;
    }
  }

  end(): Trace {
    this.segments.end(this.timeNs, 0);
    writeManifest(folder, testManifest);
    const { manifest, threads, damage } = readRecordedRun(folder);
    expect(damage).toBeNull();
    const trace = replay(manifest, threads);
    expect(traceProblems(trace)).toEqual([]);
    return trace;
  }
}

function callsIn({ tasks, strings }: Trace): number {
  return Array.from(tasks.name.subarray(0, tasks.count), (name) => strings[name]).filter((name) => name === 'work').length;
}

function gapsIn({ spans }: Trace): number {
  return Array.from(spans.kind).filter((kind) => spanKinds[kind] === 'leftOut').length;
}

const whole = 6;

describe('recording', () => {
  it('leaves out what comes while it is stopped, and counts it', () => {
    const thread = new Thread(noLimits);
    thread.work(100, 1e6);
    stopRecording(folder);
    thread.timeNs += second;
    thread.work(5000, 1e6);
    startRecording(folder);
    thread.timeNs += second;
    thread.work(70, 1e6);
    const trace = thread.end();
    expect(callsIn(trace)).toBe(170);
    expect([trace.header.leftOut, trace.header.lost, gapsIn(trace)]).toEqual([5000 * whole, 0, 1]);
    expect(trace.header.gaps).toEqual([expect.stringContaining(`${5000 * whole} records between 1.601 s and 32.601 s`)]);
    expect(trace.threads[0]!.complete).toBe(false);
  });

  it('can be stopped from the beginning, and to the end', () => {
    stopRecording(folder);
    const thread = new Thread(noLimits);
    thread.work(300, 1e6);
    const trace = thread.end();
    // The source file is among them.
    expect([callsIn(trace), trace.header.leftOut]).toEqual([0, 300 * whole + 1]);
    expect(trace.threads[0]!.exitCode).toBe(0);
  });

  it('goes on by tasks and promises that began before the gap, and knows those that began in it', () => {
    const thread = new Thread(noLimits);
    const { segments } = thread;
    const { writer } = segments;
    writer.promise(0);
    writer.enter(1e6, 1);
    writer.promise(0);
    writer.suspend(2e6, 2, 2, 2);
    stopRecording(folder);
    segments.look(second);
    writer.promise(0);
    writer.enter(second, 1);
    writer.suspend(second, 3, 2, 3);
    startRecording(folder);
    segments.look(2 * second);
    writer.settle(2 * second, 2);
    writer.resume(2 * second + 1000, 2);
    writer.exit(2 * second + 2000, 2);
    writer.resume(2 * second + 3000, 3);
    writer.suspend(2 * second + 4000, 3, 2, 3);
    thread.timeNs = 3 * second;
    const trace = thread.end();
    const { waits } = trace;
    expect(callsIn(trace)).toBe(2);
    const wait = Array.from({ length: waits.count }, (_, at) => at).find((at) => waits.startNs.at(at) === 2e6)!;
    expect([waits.readyNs.at(wait), waits.wokenBy[wait]! >= 0]).toEqual([2 * second, true]);
  });

  it('has no more records in a second than the rate allows, by a frame at most', () => {
    const thread = new Thread({ ...noLimits, recordsASecond: 1000 });
    thread.work(10_000, 1e5);
    const trace = thread.end();
    const seconds = thread.timeNs / second;
    expect(trace.header.records).toBeLessThan((seconds + 1) * 1010);
    expect(callsIn(trace)).toBeGreaterThan(seconds * 150);
    expect(trace.header.leftOut + callsIn(trace) * whole).toBeGreaterThan(9_990 * whole);
  });

  it('ends at the limit of bytes', () => {
    const thread = new Thread({ ...noLimits, bytes: 1e6 });
    thread.work(200_000, 1e4);
    const size = readdirSync(folder).reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
    expect(size).toBeGreaterThan(9e5);
    expect(size).toBeLessThan(1.5e6);
    const trace = thread.end();
    expect(callsIn(trace) * whole + trace.header.leftOut).toBeGreaterThanOrEqual(199_998 * whole);
  });
});

describe('a recording that keeps the last of it', () => {
  it('drops chapters, and what is left is a trace of its end', () => {
    // Its files are as old as their writing, which takes no time: all but the last chapter are over the limit.
    const thread = new Thread({ ...noLimits, keepNs: 3600 * second, bytes: 2e6 });
    thread.work(200_000, 1e6);
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(1);
    expect(files).not.toContain('1-0-0.segment');
    const trace = thread.end();
    const calls = callsIn(trace);
    expect(calls).toBeGreaterThan(10_000);
    expect(calls).toBeLessThan(199_000);
    expect(gapsIn(trace)).toBe(1);
    expect(trace.header.gaps).toEqual([expect.stringContaining('were dropped: they were older than the run was to keep')]);
    // Nothing is missing between what is left: every call has its two slices.
    expect(trace.slices.count).toBeGreaterThanOrEqual(calls * 2);
  });

  it('reads as the whole when no chapter has been dropped', () => {
    const thread = new Thread({ ...noLimits, keepNs: 40 * second });
    thread.work(10_000, 1e6);
    expect(readdirSync(folder).length).toBeGreaterThan(4);
    const trace = thread.end();
    expect([callsIn(trace), trace.header.leftOut, trace.header.gaps]).toEqual([10_000, 0, []]);
    expect(trace.threads[0]!.complete).toBe(true);
  });

  it('leaves alone what is no segment', () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const thread = new Thread({ ...noLimits, keepNs: 3600 * second, bytes: 1e5 });
    thread.work(50_000, 1e6);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });
});
