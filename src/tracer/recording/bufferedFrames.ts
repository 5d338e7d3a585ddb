// Frames in memory, written to the segment file when they are full or old: the way that needs nothing but JavaScript.

import { writeFrameHeader } from '../../model/segment.ts';
import type { ByteWriter } from '../../model/wire/byteWriter.ts';
import { type Frames, frameBytes, reserveBytes } from './frames.ts';
import type { SegmentFile } from './segmentFile.ts';

/** While the file can't be written, records are kept up to here. */
const longestBacklogBytes = 4 << 20;

export class BufferedFrames implements Frames {
  readonly bufferBytes: number = frameBytes;
  readonly #output: ByteWriter;
  readonly #file: SegmentFile;
  readonly #buffer = new Uint8Array(frameBytes);

  /** The frame begins in memory. */
  constructor(output: ByteWriter, file: SegmentFile) {
    this.#output = output;
    this.#file = file;
    output.use(this.#buffer, 'none');
    this.#begin();
  }

  #begin(): void {
    this.#output.beginFrame(0, this.#output.bytes.length - reserveBytes);
  }

  get hasUnwritten(): boolean {
    return !this.#output.isEmpty;
  }

  makeRoom(textBytes: number): boolean {
    this.flush();
    const output = this.#output;
    const needed = output.length + textBytes + reserveBytes;
    if (needed <= output.bytes.length) return true;
    if (needed > longestBacklogBytes && !output.isEmpty) return false;
    const larger = new Uint8Array(Math.max(needed, output.bytes.length * 2));
    output.moveFrame(larger, larger.length - reserveBytes);
    return true;
  }

  flush(): void {
    const output = this.#output;
    if (output.isEmpty) return;
    writeFrameHeader(output.bytes, 0, output.payload.length, output.count);
    if (this.#file.append(output.bytes.subarray(0, output.length))) this.#begin();
  }

  close(): void {
    this.flush();
  }
}
