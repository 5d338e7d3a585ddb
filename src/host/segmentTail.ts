// One segment that its thread still appends to: reads what has been added, keeps the frame that is not yet whole.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TraceFormatError } from '../model/errors.ts';
import { checkSegmentHeader, type Frame, readFrames, segmentHeaderBytes } from '../model/segment.ts';

/** No thread writes a frame that long: what says so is damaged, and waiting for its end would fill the memory. */
const longestFrame = 256 << 20;

export interface Addition {
  readonly frames: readonly Frame[];
  /** Bytes of the segment that have not been looked at yet. */
  readonly unread: number;
}

/** Holds its file open: what was written to it can be read even after its name is gone. */
export class SegmentTail {
  readonly #file: number;
  #offset = 0;
  #rest = new Uint8Array(0);

  /** @throws the system's error when it can't be opened */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** Bytes at the end that are no whole frame. */
  get incompleteBytes(): number {
    return this.#offset < segmentHeaderBytes ? 0 : this.#rest.length;
  }

  /**
   * Reads at most so many bytes on. The frames are views into memory of their own.
   * @throws TraceFormatError when it is no segment of ours, or damaged; the system's error when it can't be read
   */
  read(mostBytes: number): Addition {
    const added = fstatSync(this.#file).size - this.#offset;
    const wanted = Math.min(added, mostBytes);
    if (wanted <= 0) return { frames: [], unread: 0 };
    const isBeginning = this.#offset === 0;
    // Its first bytes are written at once; a part of them says nothing yet.
    if (isBeginning && wanted < segmentHeaderBytes) return { frames: [], unread: 0 };
    const bytes = new Uint8Array(this.#rest.length + wanted);
    bytes.set(this.#rest);
    const count = readSync(this.#file, bytes, this.#rest.length, wanted, this.#offset);
    const known = bytes.subarray(0, this.#rest.length + count);
    if (isBeginning) checkSegmentHeader(known);
    const { frames, incompleteBytes } = readFrames(isBeginning ? known.subarray(segmentHeaderBytes) : known);
    this.#offset += count;
    this.#rest = known.slice(known.length - incompleteBytes);
    if (incompleteBytes > longestFrame) {
      throw new TraceFormatError(
        'TRACE_DAMAGED',
        `byte ${this.#offset - incompleteBytes}: expected a frame, found more than 256 MB of one`,
      );
    }
    return { frames, unread: added - count };
  }

  close(): void {
    closeSync(this.#file);
  }
}
