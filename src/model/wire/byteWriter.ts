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

  /** An integer from 0 to 2^53 − 1. */
  unsigned(value: number): void {
    const bytes = this.bytes;
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
    const encoded = encodeUtf8(value);
    this.unsigned(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
  }
}
