// The frame that records are appended to: integers and texts behind one another, and a header that counts the records that are whole.

import { frameHeaderBytes, openFrame } from '../segment.ts';
import { encodeUtf8 } from './utf8.ts';

/**
 * Appends to a buffer of fixed size. The owner makes room before a record: nothing here checks the end.
 * Integers are LEB128: seven bits a byte, low bits first; signed ones zigzag.
 */
export class ByteWriter {
  bytes: Uint8Array;
  /** Where the next byte goes. */
  length = 0;
  /** Up to here there is room for a record without a text. */
  limit = 0;
  /** Records in the frame. */
  count = 0;
  /** Those of the frames before it. */
  #before = 0;
  /** Where the frame begins, with its header. */
  frameAt = 0;
  #words: Int32Array;
  #isOrdered = true;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.#words = new Int32Array(this.bytes.buffer, 0, capacity >> 2);
    this.beginFrame(0, capacity);
  }

  /**
   * What follows is written into `bytes`, which begins at a multiple of four of its buffer and stays the owner's.
   * `readers`: who looks on while they are written; in what order those see what is stored is a matter of the processor.
   */
  use(bytes: Uint8Array, readers: 'none' | 'ordered' | 'unordered'): void {
    this.bytes = bytes;
    this.#words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    this.#isOrdered = readers !== 'unordered';
  }

  /** A frame begins at `at`, a multiple of four; records may begin in it up to `limit`. */
  beginFrame(at: number, limit: number): void {
    this.frameAt = at;
    this.length = at + frameHeaderBytes;
    this.limit = limit;
    this.#before += this.count;
    this.count = 0;
  }

  /** Records so far. */
  get total(): number {
    return this.#before + this.count;
  }

  /** The frame goes on in a larger buffer, at its beginning, up to `limit`. */
  moveFrame(bytes: Uint8Array, limit: number): void {
    bytes.set(this.bytes.subarray(this.frameAt, this.length));
    this.use(bytes, 'none');
    this.length -= this.frameAt;
    this.frameAt = 0;
    this.limit = limit;
  }

  /** The record is whole. */
  endRecord(): void {
    this.finish(this.length, 1);
  }

  /** Up to `end` there are so many records more. From here on the frame's header says so: a reader, and a sudden death, find all of them or none. */
  finish(end: number, records: number): void {
    const { frameAt } = this;
    const words = this.#words;
    const word = frameAt >> 2;
    this.length = end;
    this.count += records;
    words[word + 1] = this.count | openFrame;
    const bytes = end - frameAt - frameHeaderBytes;
    // Compiled code keeps the order of stores into arrays, and so do x86 processors; others are told to.
    if (this.#isOrdered) words[word] = bytes;
    else Atomics.store(words, word, bytes);
  }

  /** No record follows in the frame; it must hold one. @returns where the next may begin: at a multiple of four, zeros in between */
  closeFrame(): number {
    const word = this.frameAt >> 2;
    while (this.length % 4 !== 0) this.bytes[this.length++] = 0;
    this.#words[word] = this.length - this.frameAt - frameHeaderBytes;
    if (this.#isOrdered) this.#words[word + 1] = this.count;
    else Atomics.store(this.#words, word + 1, this.count);
    return this.length;
  }

  /** The frame's records: a view. */
  get payload(): Uint8Array {
    return this.bytes.subarray(this.frameAt + frameHeaderBytes, this.length);
  }

  get isEmpty(): boolean {
    return this.length === this.frameAt + frameHeaderBytes;
  }

  byte(value: number): void {
    this.bytes[this.length++] = value;
  }

  /** An integer from 0 to 2^53 − 1. */
  unsigned(value: number): void {
    this.length = putUnsigned(this.bytes, this.length, value);
  }

  /** An integer of at most 52 bits and a sign. */
  signed(value: number): void {
    this.length = putSigned(this.bytes, this.length, value);
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

/**
 * Writes an integer from 0 to 2^53 − 1 at `at`. Nearly all take one byte or two: this much is small enough for the engine to copy into its callers.
 * @returns where the next byte goes
 */
export function putUnsigned(bytes: Uint8Array, at: number, value: number): number {
  if (value < 128) {
    bytes[at] = value;
    return at + 1;
  }
  if (value > 0x3fff) return putLong(bytes, at, value);
  bytes[at] = (value & 127) | 128;
  bytes[at + 1] = value >> 7;
  return at + 2;
}

/** As {@link putUnsigned}, for an integer of at most 52 bits and a sign. */
export function putSigned(bytes: Uint8Array, at: number, value: number): number {
  return putUnsigned(bytes, at, value < 0 ? -value * 2 - 1 : value * 2);
}

function putLong(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 0x7fffffff) {
    bytes[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at] = rest;
  return at + 1;
}
