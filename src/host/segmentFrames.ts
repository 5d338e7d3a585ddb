// A segment file read frame by frame, in memory that does not grow with the file.

import { closeSync, openSync, readSync } from 'node:fs';
import { checkSegmentHeader, type Frame, readFrames, segmentHeaderBytes } from '../model/segment.ts';

const blockBytes = 1 << 20;

/**
 * Yields the whole frames of the segment at `path`; each is valid until the next is asked for.
 * Returns how many bytes at the end are no whole frame: those of a thread that died, or is writing right now.
 * @throws TraceFormatError when it is no segment of ours; the system's error when it can't be read
 */
export function* segmentFrames(path: string): Generator<Frame, number> {
  const file = openSync(path, 'r');
  try {
    const header = new Uint8Array(segmentHeaderBytes);
    checkSegmentHeader(header.subarray(0, fill(file, header, 0)));
    let buffer = new Uint8Array(blockBytes);
    let held = 0;
    for (;;) {
      const filled = fill(file, buffer, held);
      if (filled === held) return held;
      const { frames, incompleteBytes, isEnd } = readFrames(buffer.subarray(0, filled));
      yield* frames;
      if (isEnd) return 0;
      // A frame that fills the buffer and goes on needs a larger one.
      const next = incompleteBytes === buffer.length ? new Uint8Array(buffer.length * 2) : buffer;
      next.set(buffer.subarray(filled - incompleteBytes, filled));
      buffer = next;
      held = incompleteBytes;
    }
  } finally {
    closeSync(file);
  }
}

/** Reads from the file's place until `buffer` is full or the file ends; the first `held` bytes stay. Returns how many are filled. */
function fill(file: number, buffer: Uint8Array, held: number): number {
  let at = held;
  while (at < buffer.length) {
    const count = readSync(file, buffer, at, buffer.length - at, null);
    if (count === 0) break;
    at += count;
  }
  return at;
}
