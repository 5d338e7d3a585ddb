// The `.ctrace` file: one run's segments behind one another, framed so that damage is found and nothing before it is lost.
//
//   magic "CTRACE\r\n"  u16 format version  u16 zero
//   chunk*   u8 kind  u8×3 zero  u32 thread  u32 records  u32 length  u32 checksum  payload
// All integers little-endian. The checksum is the CRC-32 of the chunk without these four bytes. Kinds: 1 manifest (JSON, RunManifest), 2 frame of records of `thread`, 3 end of file (JSON, FileEnd).
// A thread's frames stand in order; thread numbers count from 0 in order of first appearance.

export const containerMagic = 'CTRACE\r\n';

/** The format that this build writes and the newest it reads. docs/format.md keeps the list of changes. */
export const formatVersion = 1;

export const chunkKinds = { manifest: 1, frame: 2, end: 3 } as const;

export const containerHeaderBytes = 12;
export const chunkHeaderBytes = 20;
export const chunkChecksumOffset = 16;

/** What the packer knew at the end; its absence means that the file was cut. */
export interface FileEnd {
  readonly threads: number;
  readonly frames: number;
  /** For threads whose segment ended in the middle of a frame: bytes that could not be read. */
  readonly cut: readonly { readonly thread: number; readonly bytes: number }[];
}

export interface Chunk {
  readonly kind: number;
  readonly thread: number;
  readonly records: number;
  readonly payload: Uint8Array;
}
