// The trace file as bytes: laws of writing and reading it.

import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chunk, chunkKinds, containerHeaderBytes, containerMagic } from '../../../src/model/container.ts';
import { crc32 } from '../../../src/model/crc32.ts';
import { decodeContainer } from '../../../src/model/decodeContainer.ts';
import { encodeContainer, endChunk } from '../../../src/model/encodeContainer.ts';
import { TraceFormatError } from '../../../src/model/errors.ts';

const frame: fc.Arbitrary<Chunk> = fc.record({
  kind: fc.constantFrom(chunkKinds.manifest, chunkKinds.frame),
  thread: fc.nat(70_000),
  records: fc.nat(100_000),
  payload: fc.uint8Array({ maxLength: 40 }),
});
const frames = fc.array(frame, { maxLength: 6 });
const end = endChunk({ threads: 1, frames: 1, cut: [] });

function codeOf(bytes: Uint8Array): string {
  try {
    decodeContainer(bytes);
    return 'read';
  } catch (error) {
    if (!(error instanceof TraceFormatError)) throw error;
    return error.code;
  }
}

describe('crc32', () => {
  it('equals the checksum of zlib, in one piece and in two', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 99 }), fc.uint8Array({ maxLength: 99 }), (head, tail) => {
        expect(crc32(head)).toBe(zlibCrc32(head));
        expect(crc32(tail, crc32(head))).toBe(zlibCrc32(Buffer.concat([head, tail])));
      }),
    );
  });
});

describe('container', () => {
  it('reads back the chunks that were written', () => {
    fc.assert(
      fc.property(frames, (chunks) => {
        expect(decodeContainer(encodeContainer([...chunks, end]))).toEqual({ version: 1, chunks: [...chunks, end], damage: null });
      }),
    );
  });

  it('reads a file that was cut at any byte as the chunks before the cut', () => {
    fc.assert(
      fc.property(frames, (chunks) => {
        const all = [...chunks, end];
        const file = encodeContainer(all);
        for (let length = containerHeaderBytes; length < file.length; length++) {
          const found = decodeContainer(file.slice(0, length));
          expect(found.damage).toMatch(/^byte \d+: expected/);
          expect(found.chunks).toEqual(all.slice(0, found.chunks.length));
          expect(encodeContainer(found.chunks).length).toBeLessThanOrEqual(length);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('finds a flipped bit anywhere, and keeps the chunks before it', () => {
    const chunks: Chunk[] = [1, 2, 3].map((thread) => ({
      kind: chunkKinds.frame,
      thread,
      records: 5,
      payload: new Uint8Array([thread, 9, 8]),
    }));
    const file = encodeContainer([...chunks, end]);
    for (let bit = 0; bit < file.length * 8; bit++) {
      const damaged = file.slice();
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      if (bit >> 3 < containerHeaderBytes) {
        expect(codeOf(damaged)).toMatch(/TRACE_NOT_A_TRACE|TRACE_VERSION_NEWER/);
      } else {
        const found = decodeContainer(damaged);
        expect(found.damage).not.toBeNull();
        const wholeBefore = Math.floor(((bit >> 3) - containerHeaderBytes) / 23);
        expect(found.chunks).toEqual(chunks.slice(0, wholeBefore));
      }
    }
  });

  it('names what it found instead of a trace', () => {
    const newer = encodeContainer([end]);
    newer[containerMagic.length] = 4;
    expect(codeOf(new Uint8Array())).toBe('TRACE_EMPTY');
    expect(codeOf(new TextEncoder().encode('CTRAC'))).toBe('TRACE_EMPTY');
    expect(codeOf(new TextEncoder().encode('{"traceEvents":[]}'))).toBe('TRACE_NOT_A_TRACE');
    expect(codeOf(newer)).toBe('TRACE_VERSION_NEWER');
    expect(() => decodeContainer(newer)).toThrow('format 4; this build reads up to 1');
  });

  it('says so when something follows the end', () => {
    const file = encodeContainer([end]);
    expect(decodeContainer(new Uint8Array([...file, 7])).damage).toBe(
      `byte ${file.length}: expected the end of the file, found 1 more bytes`,
    );
  });
});
