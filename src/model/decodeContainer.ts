// A trace file's chunks from its bytes: everything before the first damage, and what the damage is.

import {
  type Chunk,
  chunkChecksumOffset,
  chunkHeaderBytes,
  chunkKinds,
  containerHeaderBytes,
  containerMagic,
  formatVersion,
} from './container.ts';
import { crc32 } from './crc32.ts';
import { TraceFormatError } from './errors.ts';
import { encodeUtf8 } from './wire/utf8.ts';

export interface DecodedContainer {
  readonly version: number;
  /** Up to the first damage, in file order. Payloads are views of the file's bytes. */
  readonly chunks: readonly Chunk[];
  /** Where and how the file differs from a whole one; null when it is whole. */
  readonly damage: string | null;
}

/**
 * Reads the chunks of a trace file. Damage is an answer, not an error: a recording keeps everything in front of it.
 * @throws TraceFormatError TRACE_EMPTY, TRACE_NOT_A_TRACE or TRACE_VERSION_NEWER, when there is nothing in front of it
 * O(bytes).
 */
export function decodeContainer(bytes: Uint8Array): DecodedContainer {
  const version = readVersion(bytes);
  const chunks: Chunk[] = [];
  let at = containerHeaderBytes;
  while (at < bytes.length) {
    const chunk = readChunk(bytes, at);
    if (typeof chunk === 'string') return { version, chunks, damage: chunk };
    chunks.push(chunk);
    at += chunkHeaderBytes + chunk.payload.length;
    if (chunk.kind === chunkKinds.end) {
      const damage = at === bytes.length ? null : `byte ${at}: expected the end of the file, found ${bytes.length - at} more bytes`;
      return { version, chunks, damage };
    }
  }
  return { version, chunks, damage: `byte ${bytes.length}: expected another chunk, found the end of the file` };
}

function readVersion(bytes: Uint8Array): number {
  if (bytes.length === 0) throw new TraceFormatError('TRACE_EMPTY', 'byte 0: expected a trace, found an empty file');
  const magic = encodeUtf8(containerMagic);
  const common = bytes.subarray(0, magic.length);
  if (common.some((byte, index) => byte !== magic[index])) {
    throw new TraceFormatError('TRACE_NOT_A_TRACE', `byte 0: expected a trace (${hex(magic)}), found ${hex(common)}`);
  }
  if (bytes.length < containerHeaderBytes) {
    const found = `the end of the file after ${bytes.length} bytes`;
    throw new TraceFormatError('TRACE_EMPTY', `byte ${bytes.length}: expected a header of ${containerHeaderBytes} bytes, found ${found}`);
  }
  const version = viewOf(bytes).getUint16(magic.length, true);
  if (version > formatVersion) {
    throw new TraceFormatError('TRACE_VERSION_NEWER', `format ${version}; this build reads up to ${formatVersion}`);
  }
  const rest = bytes.subarray(magic.length, containerHeaderBytes);
  if (version === 0 || rest[2] !== 0 || rest[3] !== 0) {
    throw new TraceFormatError(
      'TRACE_NOT_A_TRACE',
      `byte ${magic.length}: expected a format version and two zero bytes, found ${hex(rest)}`,
    );
  }
  return version;
}

/** The chunk at `at`, or what is wrong with it. */
function readChunk(bytes: Uint8Array, at: number): Chunk | string {
  const left = bytes.length - at;
  if (left < chunkHeaderBytes) return `byte ${at}: expected a chunk's header of ${chunkHeaderBytes} bytes, found ${left} bytes`;
  const view = viewOf(bytes);
  const kind = bytes[at]!;
  if (kind < chunkKinds.manifest || kind > chunkKinds.end || bytes[at + 1]! + bytes[at + 2]! + bytes[at + 3]! !== 0) {
    return `byte ${at}: expected a chunk of kind 1 to 3, found ${hex(bytes.subarray(at, at + 4))}`;
  }
  const length = view.getUint32(at + 12, true);
  const start = at + chunkHeaderBytes;
  if (length > bytes.length - start) return `byte ${start}: expected a chunk of ${length} bytes, found ${bytes.length - start}`;
  const payload = bytes.subarray(start, start + length);
  const expected = view.getUint32(at + chunkChecksumOffset, true);
  const found = crc32(payload, crc32(bytes.subarray(at, at + chunkChecksumOffset)));
  if (found !== expected) return `byte ${start}: expected a chunk with checksum ${hex32(expected)}, found ${hex32(found)}`;
  return { kind, thread: view.getUint32(at + 4, true), records: view.getUint32(at + 8, true), payload };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}
