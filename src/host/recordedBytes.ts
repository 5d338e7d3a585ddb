// How much the threads of a run have recorded so far: a mapped segment has more bytes than that, which its thread has only asked for.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { frameHeaderBytes, readFrameHeader, segmentHeaderBytes } from '../model/segment.ts';
import { listSegments, listThreads } from './runFolder.ts';

export interface Recorded {
  readonly threads: number;
  readonly bytes: number;
}

/** Counts again and again, from where it got to the last time. */
export class RecordedBytes {
  readonly #folder: string;
  /** By segment: where the last frame begins that was seen. */
  readonly #at = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** O(threads + frames since the last time). @throws the system's error when the folder can't be read */
  count(): Recorded {
    const segments = listSegments(this.#folder);
    return { threads: listThreads(this.#folder).length, bytes: segments.reduce((sum, { path }) => sum + this.#bytesOf(path), 0) };
  }

  /** 0 when it can't be read. */
  #bytesOf(path: string): number {
    try {
      const file = openSync(path, 'r');
      try {
        return this.#walk(file, path);
      } finally {
        closeSync(file);
      }
    } catch {
      return 0;
    }
  }

  #walk(file: number, path: string): number {
    const { size } = fstatSync(file);
    const header = new Uint8Array(frameHeaderBytes);
    for (let at = this.#at.get(path) ?? segmentHeaderBytes; ; ) {
      this.#at.set(path, at);
      const found = readSync(file, header, 0, frameHeaderBytes, at) < frameHeaderBytes ? null : readFrameHeader(header, 0);
      if (found === null) return Math.min(at, size);
      at += frameHeaderBytes + found.payloadBytes;
      if (found.isOpen || at >= size) return Math.min(at, size);
    }
  }
}
