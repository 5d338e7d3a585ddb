// Segments: frames split, cut and told from other files.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkSegmentHeader,
  type Frame,
  frameHeaderBytes,
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

const frames = fc.array(fc.record({ records: fc.nat(2 ** 32 - 1), payload: fc.uint8Array({ maxLength: 300 }) }), { maxLength: 8 });

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
