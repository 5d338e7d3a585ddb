// A trace file's bytes from its chunks.

import {
  type Chunk,
  chunkChecksumOffset,
  chunkHeaderBytes,
  chunkKinds,
  containerHeaderBytes,
  containerMagic,
  type FileEnd,
  formatVersion,
} from './container.ts';
import { crc32 } from './crc32.ts';
import type { RunManifest } from './launch.ts';
import { encodeUtf8 } from './wire/utf8.ts';

/** A CRC-32 that goes on from `seed`. */
export type Checksum = (bytes: Uint8Array, seed?: number) => number;

/** The first bytes of a trace file. */
export function encodeContainerHeader(): Uint8Array {
  const header = new Uint8Array(containerHeaderBytes);
  header.set(encodeUtf8(containerMagic));
  new DataView(header.buffer).setUint16(containerMagic.length, formatVersion, true);
  return header;
}

/** The header of a chunk whose payload follows it. `checksum`: {@link crc32}, or a faster one of the caller's platform. */
export function encodeChunkHeader(chunk: Chunk, checksum: Checksum = crc32): Uint8Array {
  const header = new Uint8Array(chunkHeaderBytes);
  const view = new DataView(header.buffer);
  header[0] = chunk.kind;
  view.setUint32(4, chunk.thread, true);
  view.setUint32(8, chunk.records, true);
  view.setUint32(12, chunk.payload.length, true);
  view.setUint32(16, checksum(chunk.payload, checksum(header.subarray(0, chunkChecksumOffset))), true);
  return header;
}

export function manifestChunk(manifest: RunManifest): Chunk {
  return { kind: chunkKinds.manifest, thread: 0, records: 0, payload: encodeUtf8(JSON.stringify(manifest)) };
}

export function endChunk(end: FileEnd): Chunk {
  return { kind: chunkKinds.end, thread: 0, records: 0, payload: encodeUtf8(JSON.stringify(end)) };
}

/** A whole file in memory. O(bytes). */
export function encodeContainer(chunks: Iterable<Chunk>): Uint8Array {
  const parts = [encodeContainerHeader()];
  for (const chunk of chunks) parts.push(encodeChunkHeader(chunk), chunk.payload);
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
