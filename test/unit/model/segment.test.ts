// Segments: frames split, cut and told from other files.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkSegmentHeader,
  type Frame,
  frameHeaderBytes,
  openFrame,
  readFrames,
  segmentHeader,
  segmentVersion,
  writeFrameHeader,
} from '../../../src/model/segment.ts';

function frameOf({ records, payload }: Frame): Uint8Array {
  const bytes = new Uint8Array(frameHeaderBytes + payload.length);
  writeFrameHeader(bytes, 0, payload.length, records);
  bytes.set(payload, frameHeaderBytes);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const frames = fc.array(fc.record({ records: fc.nat(2 ** 31 - 1), payload: fc.uint8Array({ minLength: 1, maxLength: 300 }) }), {
  maxLength: 8,
});

describe('the frames of a segment', () => {
  it('are read as they were written, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (written, cut) => {
        const bytes = joined(written.map(frameOf));
        const at = bytes.length === 0 ? 0 : cut % (bytes.length + 1);
        const first = readFrames(bytes.subarray(0, at));
        const rest = readFrames(bytes.subarray(at - first.incompleteBytes));
        expect(rest.incompleteBytes).toBe(0);
        expect([...first.frames, ...rest.frames].map(({ records, payload }) => ({ records, payload: [...payload] }))).toEqual(
          written.map(({ records, payload }) => ({ records, payload: [...payload] })),
        );
      }),
    );
  });
});

describe('a segment that is written in place', () => {
  const closed = frameOf({ records: 3, payload: Uint8Array.of(1, 2, 3, 0) });
  const open = frameOf({ records: openFrame | 2, payload: Uint8Array.of(4, 5) });

  it('ends with its open frame, whatever lies behind it', () => {
    const { frames, incompleteBytes, isEnd } = readFrames(joined([closed, open, Uint8Array.of(6, 0, 0, 0, 9, 0, 0, 0)]));
    expect(frames.map(({ records, payload }) => [records, ...payload])).toEqual([
      [3, 1, 2, 3, 0],
      [2, 4, 5],
    ]);
    expect({ incompleteBytes, isEnd }).toEqual({ incompleteBytes: 0, isEnd: true });
  });

  it('ends where no frame has begun', () => {
    const { frames, incompleteBytes, isEnd } = readFrames(joined([closed, new Uint8Array(100)]));
    expect({ frames: frames.length, incompleteBytes, isEnd }).toEqual({ frames: 1, incompleteBytes: 0, isEnd: true });
  });
});

describe('the header of a segment', () => {
  it('is accepted as it is written', () => {
    expect(() => checkSegmentHeader(segmentHeader())).not.toThrow();
  });

  it('tells what was found instead of it', () => {
    const newer = segmentHeader();
    newer[6] = segmentVersion + 1;
    expect(() => checkSegmentHeader(newer)).toThrow(`segment format ${segmentVersion + 1}; this build reads up to ${segmentVersion}`);
    expect(() => checkSegmentHeader(new Uint8Array(8))).toThrow('expected "TCSEG"');
    expect(() => checkSegmentHeader(segmentHeader().subarray(0, 5))).toThrow('found 5');
  });
});
