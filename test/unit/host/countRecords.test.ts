// How much has been recorded, without reading the records.

import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPackedRecords, RecordCount } from '../../../src/host/countRecords.ts';
import { packRun } from '../../../src/host/packRun.ts';
import { listSegments, removeRunFolder } from '../../../src/host/runFolder.ts';
import { openFrame, segmentHeader, writeFrameHeader } from '../../../src/model/segment.ts';
import { framed, makeTemporaryFolder, writeRunFolder } from './recordedFolder.ts';

const payload = fc.uint8Array({ minLength: 1, maxLength: 30 });
const segments = fc
  .array(fc.record({ frames: fc.array(payload, { maxLength: 4 }), rest: fc.uint8Array({ maxLength: 7 }) }), { maxLength: 3 })
  .map((list) => list.map((segment, index) => ({ ...segment, pid: 100 + index, startNs: index })));

describe('the count of records', () => {
  it('is that of all whole frames, in the folder and in the file', () => {
    fc.assert(
      fc.property(segments, (list) => {
        const folder = writeRunFolder(list);
        const expected = list.reduce((sum, { frames }) => sum + frames.reduce((own, frame) => own + frame.length, 0), 0);
        expect(new RecordCount(folder).read()).toBe(expected);
        const file = join(makeTemporaryFolder(), 'x.ctrace');
        writeFileSync(file, Buffer.concat(Array.from(packRun(folder), (part) => Buffer.from(part))));
        expect(countPackedRecords(file)).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('goes on with what threads append, and counts a frame when it is whole', () => {
    const folder = writeRunFolder([{ pid: 1, startNs: 0, frames: [new Uint8Array(3)] }]);
    const count = new RecordCount(folder);
    expect(count.read()).toBe(3);
    const [segment] = listSegments(folder);
    const next = framed(new Uint8Array(5));
    appendFileSync(segment!.path, next.subarray(0, 9));
    expect(count.read()).toBe(3);
    appendFileSync(segment!.path, next.subarray(9));
    expect(count.read()).toBe(8);
    expect(count.read()).toBe(8);
  });

  it('grows with the frames of a segment that the disk has set more aside for', () => {
    const folder = writeRunFolder([{ pid: 7, startNs: 100, frames: [Uint8Array.of(1, 2), Uint8Array.of(3)] }]);
    const recorded = new RecordCount(folder);
    expect(recorded.look()).toEqual({ threads: 1, records: 3, bytes: 8 + 10 + 9 });
    const file = Buffer.alloc(4096);
    file.set(Buffer.concat([segmentHeader(), framed(Uint8Array.of(1, 2, 3, 4))]));
    const path = join(folder, '8-100-0.segment');
    for (const payloadBytes of [5, 50]) {
      writeFrameHeader(file, 20, payloadBytes, openFrame | payloadBytes);
      writeFileSync(path, file);
      expect(recorded.look()).toEqual({ threads: 2, records: 7 + payloadBytes, bytes: 27 + 20 + 8 + payloadBytes });
    }
  });

  it('stays what it was when the folder is gone, and is 0 before it is there', () => {
    const folder = writeRunFolder([{ pid: 1, startNs: 0, frames: [new Uint8Array(3)] }]);
    const count = new RecordCount(folder);
    count.read();
    removeRunFolder(folder);
    expect(count.read()).toBe(3);
    expect(new RecordCount(folder).read()).toBe(0);
  });

  it('stops at a chunk that says it is longer than the file', () => {
    const file = join(makeTemporaryFolder(), 'x.ctrace');
    const chunk = Buffer.alloc(20);
    chunk.writeUInt8(2, 0);
    chunk.writeUInt32LE(7, 8);
    chunk.writeUInt32LE(0xffff_ffff, 12);
    writeFileSync(file, Buffer.concat([Buffer.alloc(12), chunk]));
    expect(countPackedRecords(file)).toBe(0);
  });
});
