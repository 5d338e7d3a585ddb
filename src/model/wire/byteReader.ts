// Bytes of a record, read back.

import { TraceFormatError } from '../errors.ts';
import { decodeUtf8 } from './utf8.ts';

/** Reads what {@link ByteWriter} wrote. @throws TraceFormatError TRACE_DAMAGED when a value runs past the end */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    if (this.at >= this.bytes.length) this.#fail();
    return this.bytes[this.at++]!;
  }

  unsigned(): number {
    const bytes = this.bytes;
    const first = bytes[this.at]!;
    if (first < 128) {
      this.at++;
      return first;
    }
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count++) {
      if (this.at >= bytes.length) this.#fail();
      const next = bytes[this.at++]!;
      value += (next & 127) * scale;
      if (next < 128) return value;
      scale *= 128;
    }
    return this.#fail();
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  text(): string {
    const length = this.unsigned();
    if (this.at + length > this.bytes.length) this.#fail();
    const text = decodeUtf8(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return text;
  }

  #fail(): never {
    throw new TraceFormatError('TRACE_DAMAGED', `byte ${this.at}: a value runs past the end of its frame`);
  }
}
