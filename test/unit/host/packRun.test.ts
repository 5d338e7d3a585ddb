// What was recorded, packed into a file and read back, and what stays of it after damage.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRun } from '../../../src/host/packRun.ts';
import { readRecordedRun } from '../../../src/host/readRecordedRun.ts';
import { segmentFrames } from '../../../src/host/segmentFrames.ts';
import { type RecordedRun, readRun } from '../../../src/model/recordedRun.ts';
import { framed, makeTemporaryFolder, manifest, type SegmentToWrite, writeRunFolder } from './recordedFolder.ts';

const payload = fc.uint8Array({ minLength: 1, maxLength: 30 });
const recorded: fc.Arbitrary<SegmentToWrite[]> = fc
  .array(fc.record({ frames: fc.array(payload, { maxLength: 4 }), rest: fc.uint8Array({ maxLength: 7 }) }), { maxLength: 4 })
  .map((segments) => segments.map((segment, index) => ({ ...segment, pid: 100 + index, startNs: index })));

/** Copied, since the parts of a packing are valid one at a time. */
function pack(folder: string): Uint8Array {
  return Buffer.concat(Array.from(packRun(folder), (part) => Buffer.from(part)));
}

function payloadsOf(run: RecordedRun): number[][][] {
  return run.threads.map((thread) => thread.frames.map((frame) => [...frame.payload]));
}

describe('a packed run', () => {
  it('holds every whole frame of every thread, in the order of threads and frames', () => {
    fc.assert(
      fc.property(recorded, (segments) => {
        const folder = writeRunFolder(segments);
        const begun = segments.filter(({ frames }) => frames.length > 0);
        for (const run of [readRun(pack(folder)), readRecordedRun(folder)]) {
          expect(run.manifest).toEqual(manifest);
          expect(run.damage).toBeNull();
          expect(payloadsOf(run)).toEqual(begun.map(({ frames }) => frames.map((frame) => [...frame])));
          expect(run.threads.map((thread) => thread.cutBytes)).toEqual(begun.map(({ rest }) => rest!.length));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('orders threads by when they started, whatever their process ids', () => {
    const folder = writeRunFolder([
      { pid: 9, startNs: 500, frames: [new Uint8Array([2])] },
      { pid: 70, startNs: 30, frames: [new Uint8Array([1])] },
    ]);
    expect(payloadsOf(readRecordedRun(folder))).toEqual([[[1]], [[2]]]);
  });

  it('leaves out a file of the folder that only looks like a segment, and says which', () => {
    const folder = writeRunFolder([{ pid: 1, startNs: 0, frames: [new Uint8Array([1])] }]);
    writeFileSync(join(folder, '2-0-0.segment'), 'not a segment at all');
    writeFileSync(join(folder, 'notes.txt'), 'hello');
    expect(readRecordedRun(folder).damage).toBe('2-0-0.segment: byte 0: expected "TCSEG", the beginning of a segment');
    expect(payloadsOf(readRun(pack(folder)))).toEqual([[[1]]]);
  });
});

describe('segment frames', () => {
  it('are read whole when one is larger than the block that files are read in', () => {
    const large = new Uint8Array(3_000_000).map((_, index) => index);
    const file = join(makeTemporaryFolder(), 'segment');
    const folder = writeRunFolder([{ pid: 1, startNs: 0, frames: [new Uint8Array([7]), large, new Uint8Array([8])] }]);
    writeFileSync(file, framed(large));
    const lengths = Array.from(segmentFrames(join(folder, '1-0-0.segment')), (frame) => [frame.payload.length, frame.payload.at(-1)]);
    expect(lengths).toEqual([
      [1, 7],
      [3_000_000, large.at(-1)],
      [1, 8],
    ]);
  });
});

describe('reading what is no trace', () => {
  it('names the path and what was expected and found', () => {
    const folder = makeTemporaryFolder();
    const [empty, other] = [join(folder, 'empty.ctrace'), join(folder, 'other.ctrace')];
    writeFileSync(empty, '');
    writeFileSync(other, '{"traceEvents":[]}');
    expect(() => readRecordedRun(empty)).toThrow(`${empty}: byte 0: expected a trace, found an empty file`);
    expect(() => readRecordedRun(other)).toThrow(`${other}: byte 0: expected a trace (43 54 52 41 43 45 0d 0a), found 7b 22 74 72`);
    expect(() => readRecordedRun(folder)).toThrow(`${folder}: expected a run's folder, found no run.json in it`);
    expect(() => readRecordedRun(join(folder, 'none'))).toThrow(`${join(folder, 'none')}: can't be read: no such file or folder (ENOENT)`);
  });

  it('refuses the folder of a newer version', () => {
    const run = writeRunFolder([]);
    writeFileSync(join(run, 'run.json'), JSON.stringify({ ...manifest, version: 7 }));
    expect(() => readRecordedRun(run)).toThrow(`${run}: format 7; this build reads up to 1`);
  });

  it('does not believe a manifest with a wrong field', () => {
    const run = writeRunFolder([]);
    writeFileSync(join(run, 'run.json'), JSON.stringify({ ...manifest, command: 'app.ts' }));
    expect(() => readRecordedRun(run)).toThrow('manifest, command: expected a list of texts, found "app.ts"');
  });
});
