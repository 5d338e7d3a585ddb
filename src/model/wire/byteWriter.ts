// Bytes of a record: a fixed buffer that integers and texts are appended to.

import { encodeUtf8 } from './utf8.ts';

/**
 * Appends to a buffer of fixed size. The owner makes room before a record: nothing here checks the end.
 * Integers are LEB128: seven bits a byte, low bits first; signed ones zigzag.
 */
export class ByteWriter {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  byte(value: number): void {
    this.bytes[this.length++] = value;
  }

  /** An integer from 0 to 2^53 − 1. Nearly all take one byte or two: this much is small enough for the engine to copy into its callers. */
  unsigned(value: number): void {
    if (value > 0x3fff) return this.#long(value);
    const { bytes } = this;
    if (value > 127) {
      bytes[this.length++] = (value & 127) | 128;
      bytes[this.length++] = value >> 7;
    } else {
      bytes[this.length++] = value;
    }
  }

  #long(value: number): void {
    const { bytes } = this;
    let at = this.length;
    let rest = value;
    while (rest > 0x7fffffff) {
      bytes[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
  }

  /** An integer of at most 52 bits and a sign. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -value * 2 - 1 : value * 2);
  }

  text(value: string): void {
    if (value.length < 128 && this.#asciiText(value)) return;
    const encoded = encodeUtf8(value);
    this.unsigned(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
  }

  /** Most texts are short and ASCII: a loop is many times quicker than the coder, which makes an array for each. @returns false, with nothing written, if this one is not */
  #asciiText(value: string): boolean {
    const { bytes } = this;
    let at = this.length + 1;
    for (let index = 0; index < value.length; index++) {
      const unit = value.charCodeAt(index);
      if (unit > 127) return false;
      bytes[at++] = unit;
    }
    bytes[this.length] = value.length;
    this.length = at;
    return true;
  }
}
