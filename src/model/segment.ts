// The segment file: one thread's records as it appended them, in frames that a sudden death can only cut at the end.
//
//   magic "TCSEG\0"  u16 version │ frame │ frame │ … │ zeros
//   frame = u32 payload length   u32 record count   payload         (little-endian)
//
// The record count's highest bit says that the frame is open: its thread may still append to it. No frame follows that one.
// Zeros behind the last frame are room that its thread has asked the disk for.

import { TraceFormatError } from './errors.ts';

export const segmentVersion = 1;
/** Bytes before the first frame. */
export const segmentHeaderBytes = 8;
/** Bytes of a frame before its payload. */
export const frameHeaderBytes = 8;

/** In a frame's count of records: it is still being written. */
export const openFrame: number = 1 << 31;

const magic = [0x54, 0x43, 0x53, 0x45, 0x47, 0x00] as const; // "TCSEG\0"

export interface Frame {
  readonly records: number;
  /** A view into the bytes that were read. */
  readonly payload: Uint8Array;
}

export interface FrameReading {
  readonly frames: readonly Frame[];
  /** Bytes at the end that are not yet a whole frame: keep them and append what is read next. */
  readonly incompleteBytes: number;
  /** What follows is nothing: the last frame is open, or no frame has begun behind it. */
  readonly isEnd: boolean;
}

/** A frame's header, as its thread had written it when it was read. */
export interface FrameHeader {
  readonly payloadBytes: number;
  readonly records: number;
  readonly isOpen: boolean;
}

/** The first bytes of a segment. */
export function segmentHeader(): Uint8Array {
  return Uint8Array.from([...magic, segmentVersion & 255, segmentVersion >> 8]);
}

/** Writes a frame's header into `into` at `at`. */
export function writeFrameHeader(into: Uint8Array, at: number, payloadBytes: number, records: number): void {
  writeU32(into, at, payloadBytes);
  writeU32(into, at + 4, records);
}

/**
 * Checks the first {@link segmentHeaderBytes} bytes of a segment.
 * @throws TraceFormatError TRACE_EMPTY, TRACE_NOT_A_TRACE or TRACE_VERSION_NEWER
 */
export function checkSegmentHeader(bytes: Uint8Array): void {
  if (bytes.length < segmentHeaderBytes) {
    throw new TraceFormatError('TRACE_EMPTY', `expected the ${segmentHeaderBytes} bytes of a segment's header, found ${bytes.length}`);
  }
  if (magic.some((byte, index) => bytes[index] !== byte)) {
    throw new TraceFormatError('TRACE_NOT_A_TRACE', 'byte 0: expected "TCSEG", the beginning of a segment');
  }
  const version = bytes[6]! | (bytes[7]! << 8);
  if (version > segmentVersion) {
    throw new TraceFormatError('TRACE_VERSION_NEWER', `segment format ${version}; this build reads up to ${segmentVersion}`);
  }
}

/** Reads a frame's header at `at`. Null: no frame has begun there. */
export function readFrameHeader(bytes: Uint8Array, at: number): FrameHeader | null {
  const payloadBytes = readU32(bytes, at);
  const count = readU32(bytes, at + 4);
  if (payloadBytes === 0) return null;
  return { payloadBytes, records: count & ~openFrame, isOpen: (count & openFrame) !== 0 };
}

/**
 * Splits bytes that follow a segment's header, or a whole frame, into frames. Pure: the caller keeps the incomplete rest.
 * O(frames).
 */
export function readFrames(bytes: Uint8Array): FrameReading {
  const frames: Frame[] = [];
  let at = 0;
  while (bytes.length - at >= frameHeaderBytes) {
    const header = readFrameHeader(bytes, at);
    if (header === null) return { frames, incompleteBytes: 0, isEnd: true };
    const end = at + frameHeaderBytes + header.payloadBytes;
    if (end > bytes.length) break;
    frames.push({ records: header.records, payload: bytes.subarray(at + frameHeaderBytes, end) });
    if (header.isOpen) return { frames, incompleteBytes: 0, isEnd: true };
    at = end;
  }
  return { frames, incompleteBytes: bytes.length - at, isEnd: false };
}

function writeU32(into: Uint8Array, at: number, value: number): void {
  for (let byte = 0; byte < 4; byte++) into[at + byte] = (value >>> (8 * byte)) & 255;
}

function readU32(from: Uint8Array, at: number): number {
  return (from[at]! | (from[at + 1]! << 8) | (from[at + 2]! << 16) | (from[at + 3]! << 24)) >>> 0;
}
