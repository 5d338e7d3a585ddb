// One segment that its thread still writes: reads what has been added, also to the frame that is not yet closed.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TraceFormatError } from '../model/errors.ts';
import {
  checkSegmentHeader,
  type Frame,
  type FrameHeader,
  frameHeaderBytes,
  readFrameHeader,
  segmentHeaderBytes,
} from '../model/segment.ts';

/** No thread writes a frame that long: what says so is damaged, and waiting for its end would fill the memory. */
const longestFrame = 256 << 20;

/** Frames are read so many bytes at a time; a longer one by itself. */
const blockBytes = 256 << 10;

export interface Addition {
  /** Whole records each; a frame that grows comes in parts. */
  readonly frames: readonly Frame[];
  /** Bytes of the segment that have not been looked at yet; about, where its thread has asked for more room than it has used. */
  readonly unread: number;
}

/** Holds its file open: what was written to it can be read even after its name is gone. */
export class SegmentTail {
  readonly #file: number;
  /** Where the frame begins that is read next, or that has been read in part. */
  #at = 0;
  /** Of that frame: bytes and records that have been delivered. */
  #taken = 0;
  #takenRecords = 0;
  #incomplete = 0;

  /** @throws the system's error when it can't be opened */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** Bytes at the end that are no whole frame. */
  get incompleteBytes(): number {
    return this.#incomplete;
  }

  /**
   * Reads at most about so many bytes on. The frames are views into memory of their own.
   * @throws TraceFormatError when it is no segment of ours, or damaged; the system's error when it can't be read
   */
  read(mostBytes: number): Addition {
    const frames: Frame[] = [];
    const size = fstatSync(this.#file).size;
    if (this.#at === 0 && !this.#readSegmentHeader(size)) return { frames, unread: 0 };
    const until = this.#at + mostBytes;
    while (this.#at < until) {
      const known = this.#readBlock(this.#at, frameHeaderBytes);
      const header = known.length < frameHeaderBytes ? null : readFrameHeader(known, 0);
      this.#incomplete = header === null && known.length < frameHeaderBytes ? known.length : 0;
      if (header === null || (header.isOpen && header.payloadBytes === this.#taken)) return { frames, unread: 0 };
      if (!this.#readFrames(header, size, frames)) return { frames, unread: 0 };
    }
    return { frames, unread: Math.max(0, size - this.#at) };
  }

  /** Its first bytes are written at once; a part of them says nothing yet. */
  #readSegmentHeader(size: number): boolean {
    if (size < segmentHeaderBytes) return false;
    const header = this.#readBlock(0, segmentHeaderBytes);
    // A mapped file has its size before it has its header.
    if (header.every((byte) => byte === 0)) return false;
    checkSegmentHeader(header);
    this.#at = segmentHeaderBytes;
    return true;
  }

  /** Reads the frame of that header, and closed ones behind it that lie in the same block. @returns whether another may follow at once */
  #readFrames(first: FrameHeader, size: number, frames: Frame[]): boolean {
    const { payloadBytes } = first;
    if (payloadBytes > longestFrame)
      throw new TraceFormatError('TRACE_DAMAGED', `byte ${this.#at}: expected a frame, found more than 256 MB of one`);
    const bytes = this.#readBlock(this.#at, Math.max(frameHeaderBytes + payloadBytes, Math.min(blockBytes, size - this.#at)));
    for (let at = 0, header: FrameHeader | null = first; header !== null; ) {
      const start = at + frameHeaderBytes;
      const end = start + header.payloadBytes;
      if (end > bytes.length) {
        this.#incomplete = at === 0 ? bytes.length : 0;
        return at > 0;
      }
      this.#take(header, bytes.subarray(start, end), frames);
      if (header.isOpen) return false;
      at = end;
      this.#at += end - start + frameHeaderBytes;
      this.#taken = 0;
      this.#takenRecords = 0;
      header = at + frameHeaderBytes <= bytes.length ? readFrameHeader(bytes, at) : null;
      // It was read with its frame, so it may be older than what follows it: it is read again by itself.
      if (header?.isOpen) return true;
    }
    return true;
  }

  #take({ records, payloadBytes }: FrameHeader, payload: Uint8Array, frames: Frame[]): void {
    // A thread that closes a frame may add zeros to it, which are no records.
    if (records > this.#takenRecords) frames.push({ records: records - this.#takenRecords, payload: payload.subarray(this.#taken) });
    this.#taken = payloadBytes;
    this.#takenRecords = records;
  }

  #readBlock(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(this.#file, bytes, 0, length, at));
  }

  close(): void {
    closeSync(this.#file);
  }
}
