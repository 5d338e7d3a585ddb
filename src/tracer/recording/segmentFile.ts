// The segment file of one thread: opened at its first frame, appended to, never trusted to stay what it was.

import { closeSync, openSync, writeSync } from 'node:fs';
import { statUnseen } from '../unseenStat.ts';

// Taken now: the program may replace the functions of node:fs later.
const file = { close: closeSync, stat: statUnseen, open: openSync, write: writeSync };

/** After so many failures in a row nothing is tried any more: a full disk does not get emptier by asking. */
const patience = 50;

const lastStandardDescriptor = 2;

/** Appends bytes to a file. Nothing here throws. */
export class SegmentFile {
  readonly #path: string;
  /** What the file begins with. */
  readonly #header: Uint8Array;
  #descriptor = -1;
  #inode = 0;
  #device = 0;
  #failures = 0;
  /** Whether the file has its header. */
  isBegun = false;
  /** A frame that was written in part: its rest comes before anything else. */
  #rest: Uint8Array | undefined;

  constructor(path: string, header: Uint8Array) {
    this.#path = path;
    this.#header = header;
  }

  /** Whether the bytes are, or will be, in the file. They are not kept by reference. */
  append(bytes: Uint8Array): boolean {
    if (this.#failures >= patience) return false;
    try {
      this.#ensureOpen();
      if (!this.isBegun) this.isBegun = this.#writeWhole(this.#header);
      if (this.#rest !== undefined && !this.#writeWhole(this.#rest)) return false;
      this.#rest = undefined;
      const written = file.write(this.#descriptor, bytes, 0, bytes.length);
      if (written < bytes.length) this.#rest = bytes.slice(written);
      this.#failures = 0;
      return true;
    } catch {
      this.#failures++;
      return false;
    }
  }

  #writeWhole(bytes: Uint8Array): boolean {
    const written = file.write(this.#descriptor, bytes, 0, bytes.length);
    if (written === bytes.length) return true;
    this.#rest = bytes.slice(written);
    return bytes === this.#header;
  }

  /** A program that closes every descriptor, as daemons do, may have given our number to a file of its own. */
  #ensureOpen(): void {
    if (this.#descriptor >= 0) {
      try {
        const now = file.stat(this.#descriptor);
        if (now.ino === this.#inode && now.dev === this.#device) return;
      } catch {
        // Closed under us: open again.
      }
      this.#descriptor = -1;
    }
    this.#descriptor = this.#open();
    const opened = file.stat(this.#descriptor);
    this.#inode = opened.ino;
    this.#device = opened.dev;
  }

  /** Leaves the numbers of the standard streams to a program that has closed one, to give it to a file of its own. */
  #open(): number {
    const descriptor = file.open(this.#path, 'a', 0o600);
    if (descriptor > lastStandardDescriptor) return descriptor;
    try {
      return this.#open();
    } finally {
      file.close(descriptor);
    }
  }

  close(): void {
    if (this.#descriptor < 0) return;
    try {
      file.close(this.#descriptor);
    } catch {
      // The program closed it.
    }
    this.#descriptor = -1;
    this.#failures = patience;
  }
}
