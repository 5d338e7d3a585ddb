// The recorder: what it buffers, writes, keeps and loses.

import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noLimits, type RecordingLimits } from '../../../src/model/launch.ts';
import { frameHeaderBytes, segmentHeaderBytes } from '../../../src/model/segment.ts';
import { Clock } from '../../../src/tracer/clock.ts';
import { PromiseStamp } from '../../../src/tracer/promiseStamp.ts';
import { Recorder } from '../../../src/tracer/recorder.ts';
import type { Mapping } from '../../../src/tracer/recording/mapping.ts';
import { readLines, toText } from './recordLines.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function recorderIn(own: string, limits: RecordingLimits = noLimits, mapping?: Mapping): Recorder {
  return new Recorder({ folder: own, pid: 1, startNs: 2, threadId: 0 }, new Clock(process.hrtime.bigint()), limits, mapping);
}

/** Pages that reach the file when they are given back; from the `windows`th on there is no room for more. */
function pretendedMapping(windows: number): Mapping {
  const mapped = new Map<ArrayBuffer, { readonly file: number; readonly start: number }>();
  return {
    map(path, start, length) {
      if (mapped.size >= windows) throw new Error('ENOSPC');
      const file = openSync(path, start === 0 ? 'w+' : 'r+');
      ftruncateSync(file, start + length);
      const window = new ArrayBuffer(length);
      readSync(file, new Uint8Array(window), 0, length, start);
      mapped.set(window, { file, start });
      return window;
    },
    unmap(window) {
      const { file, start } = mapped.get(window)!;
      writeSync(file, new Uint8Array(window), 0, window.byteLength, start);
      closeSync(file);
      structuredClone(window, { transfer: [window] });
    },
  };
}

describe.each([1, 2, 100])('the mapped recorder, with room for %d windows', (windows) => {
  it('writes every record once, and goes on buffered where there is no more room', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder, noLimits, pretendedMapping(windows));
    expect(recorder.bufferBytes).toBe(0);
    const sites = Array.from({ length: 200 }, (_, i) => ({ kind: 1, name: 'f'.repeat(i), line: i + 1, column: 1 }));
    const calls = 300_000;
    for (let i = 0; i < calls; i++) {
      recorder.begin().enter(recorder.now(), i);
      if (i % 30_000 === 0) recorder.sourceFile('/file.ts', sites);
      if (i % 7_000 === 0) recorder.mark(0, 'x'.repeat(i % 16_000));
    }
    recorder.end(3);
    const lines = readLines(readFileSync(path));
    const entered = lines.filter(({ name }) => name === 'enter');
    expect(entered.every(({ fields }, i) => fields[0] === i)).toBe(true);
    expect([entered.length, lines.filter(({ name }) => name === 'sourceFile').length]).toEqual([calls, 10]);
    expect(lines.filter(({ name }) => name === 'buffering').map(toText)).toEqual(windows === 100 ? [] : ['buffering 65536']);
    expect(toText(lines.at(-1)!)).toBe('end 3 0');
    expect(recorder.hasUnwritten).toBe(false);
    // What comes after the end is nobody's any more.
    for (let i = 0; i < calls; i++) recorder.begin().enter(recorder.now(), i);
    expect(readLines(readFileSync(path))).toHaveLength(lines.length);
  });
});

describe('the recorder', () => {
  it('writes by itself where nothing can be mapped', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder, noLimits, pretendedMapping(0));
    expect(recorder.bufferBytes).toBe(65_536);
    recorder.begin().enter(recorder.now(), 1);
    recorder.end(0);
    expect(readLines(readFileSync(path)).map(toText)).toEqual(['enter 1', 'end 0 0']);
  });

  it('writes records in frames, whatever their number', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder);
    for (let i = 0; i < 50_000; i++) recorder.begin().enter(recorder.now(), i);
    recorder.end(3);
    const lines = readLines(readFileSync(path)).map(toText);
    expect(lines).toHaveLength(50_001);
    expect([lines[0], lines[49_999], lines[50_000]]).toEqual(['enter 0', 'enter 49999', 'end 3 0']);
  });

  it('makes room for a record that is larger than its buffer', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder);
    recorder.begin().enter(recorder.now(), 1);
    const sites = Array.from({ length: 20_000 }, (_, i) => ({ kind: 1, name: `function${i}`, line: i + 1, column: 1 }));
    expect(recorder.sourceFile('/big.ts', sites)).toBe(1);
    expect(recorder.sourceFile('/next.ts', sites.slice(0, 2))).toBe(20_001);
    recorder.mark(0, 'x'.repeat(1e6));
    recorder.end(0);
    const lines = readLines(readFileSync(path));
    expect(lines.map((line) => line.name)).toEqual(['enter', 'sourceFile', 'sourceFile', 'mark', 'end']);
    expect(lines[1]!.fields[1]).toEqual(sites);
    expect(String(lines[3]!.fields[1])).toHaveLength(16_384);
  });

  it('keeps what it could not write and writes it when it can', () => {
    const path = join(folder, 'later', '1-2-0.segment');
    const recorder = recorderIn(join(folder, 'later'));
    for (let i = 0; i < 40_000; i++) recorder.begin().enter(recorder.now(), i);
    recorder.flush();
    mkdirSync(join(folder, 'later'));
    recorder.end(0);
    // After fifty failures it asks no more: the run of records above fails fewer times than that.
    const lines = readLines(readFileSync(path)).map(toText);
    expect(lines).toHaveLength(40_001);
    expect(lines.at(-1)).toBe('end 0 0');
  });

  it('counts what it had to give up, and still says how and when the thread ended', () => {
    const path = join(folder, 'later', '1-2-0.segment');
    const recorder = recorderIn(join(folder, 'later'));
    const records = 2_000_000; // more than it keeps
    for (let i = 0; i < records; i++) recorder.begin().enter(recorder.now(), i);
    mkdirSync(join(folder, 'later'));
    recorder.end(5);
    const lines = readLines(readFileSync(path));
    expect(lines.map(({ name }) => name)).toEqual(['checkpoint', 'end']);
    expect(lines[0]!.fields[0]).toMatchObject({ records, lost: records, tasks: records + 1 });
    expect(toText(lines[1]!)).toBe(`end 5 ${records}`);
    expect(Math.abs(lines[1]!.timeNs! - recorder.clock.time)).toBeLessThan(2);
  });

  it('knows a text once', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder);
    expect([recorder.intern('Timeout'), recorder.intern('TickObject'), recorder.intern('Timeout')]).toEqual([1, 2, 1]);
    recorder.end(0);
    expect(readLines(readFileSync(path)).map(toText)).toEqual(['string Timeout', 'string TickObject', 'end 0 0']);
  });

  it('tells a reaction that began before the next record', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder);
    recorder.begin().promise(0);
    recorder.reactionBegins(new PromiseStamp(Promise.resolve(), 1));
    recorder.enter(9);
    recorder.end(0);
    expect(readLines(readFileSync(path)).map(toText)).toEqual(['promise 0', 'reactionStart 1', 'enter 9', 'end 0 0']);
  });

  it('tells what it held back before anything else', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder);
    expect([recorder.promise(), recorder.promise()]).toEqual([1, 2]);
    expect(recorder.promises).toBe(2);
    recorder.enter(9);
    recorder.resumeBriefly(2);
    recorder.suspend(2, 9, 0);
    recorder.resumeBriefly(2);
    recorder.exitBeforeSettle(2);
    recorder.end(0);
    const lines = readLines(readFileSync(path)).map(toText);
    expect(lines).toEqual(['promise 0', 'promise 0', 'enter 9', 'resume 2', 'suspend 2 9 0', 'resume 2', 'exit 2', 'end 0 0']);
  });

  it('takes half the bytes for a coroutine that does nothing more once it has resumed', () => {
    const path = join(folder, '1-2-0.segment');
    const recorder = recorderIn(folder);
    const settles = recorder.promise();
    for (const [time, happens] of [
      [10, () => recorder.enter(1)],
      [20, () => recorder.suspend(2, 2, 0)],
      [30, () => recorder.resumeBriefly(2)],
      [30, () => recorder.exitBeforeSettle(2)],
      [30, () => recorder.settle(settles)],
    ] as const) {
      recorder.clock.time = time;
      happens();
    }
    recorder.flush();
    const bytes = readFileSync(path);
    expect(bytes).toHaveLength(segmentHeaderBytes + frameHeaderBytes + 3 + 5 + 4);
    const lines = readLines(bytes).map(toText);
    expect(lines).toEqual(['promise 0', 'enter 1', 'suspend 2 2 0', 'resume 2', 'exit 2', 'settle 1']);
  });
});
