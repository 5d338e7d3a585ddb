// Frames that nobody will read: the writer goes on, so that ids and times stay what they are, and what it writes is counted only.

import { frameHeaderBytes } from '../../model/segment.ts';
import type { ByteWriter } from '../../model/wire/byteWriter.ts';
import { type Frames, frameBytes, reserveBytes } from './frames.ts';

export class DiscardedFrames implements Frames {
  readonly bufferBytes = 0;
  readonly hasUnwritten = false;
  readonly #output: ByteWriter;

  constructor(output: ByteWriter) {
    this.#output = output;
    output.use(new Uint8Array(frameBytes), 'none');
    output.beginFrame(0, frameBytes - reserveBytes);
  }

  makeRoom(textBytes: number): boolean {
    const output = this.#output;
    const needed = frameHeaderBytes + textBytes + reserveBytes;
    if (needed > output.bytes.length) output.use(new Uint8Array(needed), 'none');
    output.beginFrame(0, output.bytes.length - reserveBytes);
    return true;
  }

  flush(): void {}

  close(): void {}
}
