// A small file of /proc that is read again and again: held open, so that it stays that of the same process, and read without making anything.

import { closeSync, openSync, readSync } from 'node:fs';

/** Longer than any line that is wanted of such a file. */
const buffer: Buffer = Buffer.allocUnsafe(4096);

export class ProcFile {
  readonly #file: number;

  /** @throws the system's error when it can't be opened */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** Its first 4 kB as they are now; null when what it tells of has ended. */
  read(): string | null {
    try {
      const count = readSync(this.#file, buffer, 0, buffer.length, 0);
      return count === 0 ? null : buffer.toString('latin1', 0, count);
    } catch {
      return null;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
