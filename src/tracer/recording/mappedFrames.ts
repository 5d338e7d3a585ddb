// Frames in pages of the segment file itself: what has been recorded is in the system's cache, and no death of the process takes it away.
//
//   file    header │ frame │ frame │ frame │ open frame ……│ zeros
//   windows └── 256 KiB ──┘└──────── 1 MiB ────────┘
//                          ┌──────── 4 MiB ───…
// One window is mapped at a time. The next one begins at the page in which the last frame ended, and is asked from the
// disk before it is mapped: a store into a page that there is no room for would kill the program.

import { truncateSync } from 'node:fs';
import { frameHeaderBytes, segmentHeader, segmentHeaderBytes } from '../../model/segment.ts';
import type { ByteWriter } from '../../model/wire/byteWriter.ts';
import { type Frames, frameBytes, reserveBytes } from './frames.ts';
import type { Mapping } from './mapping.ts';

// Taken now: the program may replace the functions of node:fs later.
const truncate = truncateSync;

/** A multiple of every platform's page size. */
const pageBytes = 65536;
const firstWindowBytes = 4 * pageBytes;
const longestWindowBytes = 64 * pageBytes;

export class MappedFrames implements Frames {
  readonly bufferBytes = 0;
  readonly hasUnwritten = false;
  readonly #output: ByteWriter;
  readonly #path: string;
  readonly #mapping: Mapping;
  /** Where the window begins in the file. */
  #windowAt = 0;
  #window: ArrayBuffer;
  #windowBytes = firstWindowBytes;
  #endsAt = 0;

  /**
   * Goes on at byte `at` of the file, a multiple of four; at 0 the file is made, with its header.
   * @throws the system's error when it can't be mapped; the file ends at `at` then
   */
  constructor(output: ByteWriter, path: string, mapping: Mapping, at = 0) {
    this.#output = output;
    this.#path = path;
    this.#mapping = mapping;
    const skipped = at % pageBytes;
    this.#windowAt = at - skipped;
    this.#window = this.#firstWindow(at);
    this.#useWindow();
    if (at === 0) output.bytes.set(segmentHeader());
    this.#beginFrame(at === 0 ? segmentHeaderBytes : skipped);
  }

  /** Where the file ends, once it is closed. */
  get endsAt(): number {
    return this.#endsAt;
  }

  #firstWindow(at: number): ArrayBuffer {
    try {
      return this.#mapping.map(this.#path, this.#windowAt, firstWindowBytes);
    } catch (error) {
      cut(this.#path, at);
      throw error;
    }
  }

  #useWindow(): void {
    // Readers look on while we write. x86 keeps the order of stores, other processors must be told.
    this.#output.use(new Uint8Array(this.#window), process.arch === 'x64' ? 'ordered' : 'unordered');
  }

  #beginFrame(at: number, needed = 0): void {
    const end = Math.min(at + frameBytes, this.#output.bytes.length);
    this.#output.beginFrame(at, Math.max(end - reserveBytes, at + needed));
  }

  makeRoom(textBytes: number): boolean {
    const output = this.#output;
    const at = output.isEmpty ? output.frameAt : output.closeFrame();
    const needed = frameHeaderBytes + textBytes;
    if (at + needed + reserveBytes > output.bytes.length) return this.#nextWindow(at, needed);
    this.#beginFrame(at, needed);
    return true;
  }

  /** Maps the part of the file that the frame at `at` of this window begins in. */
  #nextWindow(at: number, needed: number): boolean {
    const skipped = at - (at % pageBytes);
    const wanted = Math.min(this.#windowBytes * 4, longestWindowBytes);
    const length = Math.max(wanted, Math.ceil((at - skipped + needed + reserveBytes) / pageBytes) * pageBytes);
    this.#mapping.unmap(this.#window);
    try {
      this.#window = this.#mapping.map(this.#path, this.#windowAt + skipped, length);
    } catch {
      cut(this.#path, this.#windowAt + at);
      return false;
    }
    this.#windowAt += skipped;
    this.#windowBytes = wanted;
    this.#useWindow();
    this.#beginFrame(at - skipped, needed);
    return true;
  }

  flush(): void {}

  close(): void {
    const output = this.#output;
    this.#endsAt = this.#windowAt + (output.isEmpty ? output.frameAt : output.closeFrame());
    this.#mapping.unmap(this.#window);
    cut(this.#path, this.#endsAt);
  }
}

function cut(path: string, bytes: number): void {
  try {
    truncate(path, bytes);
  } catch {
    // Its name is gone, or the disk fails: readers take zeros for what they are.
  }
}
