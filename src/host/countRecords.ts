// How much has been recorded, told from the headers of frames and chunks alone: nothing is decoded.

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { chunkHeaderBytes, chunkKinds, containerHeaderBytes } from '../model/container.ts';
import { segmentFileName } from '../model/launch.ts';
import { frameHeaderBytes, readFrameHeader, segmentHeaderBytes } from '../model/segment.ts';
import { listSegments } from './runFolder.ts';

/** Of a segment, up to where it was read. */
interface Counted {
  /** Where the next frame begins, or the one that its thread still appends to. */
  offset: number;
  records: number;
  /** In the frame at `offset`. */
  openRecords: number;
  openBytes: number;
}

export interface Recorded {
  readonly threads: number;
  readonly records: number;
  /** What the disk has set aside for a thread is more. */
  readonly bytes: number;
}

/** The records in a run's folder while its threads append to it: each look reads on from where the last one ended. */
export class RecordCount {
  readonly #folder: string;
  readonly #segments = new Map<string, Counted>();
  #threads = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What it was before when the folder is not there any more. O(segments + frames added since the last look). */
  read(): number {
    return this.look().records;
  }

  /** As {@link read}, and what else is known. */
  look(): Recorded {
    try {
      // What the host samples is no thread's.
      const segments = listSegments(this.#folder).filter(({ pid }) => pid !== 0);
      for (const { path } of segments) this.#readOn(path);
      this.#threads = new Set(segments.map((segment) => segmentFileName({ ...segment, chapter: 0 }))).size;
    } catch {
      // Not there yet, or packed already.
    }
    let records = 0;
    let bytes = 0;
    for (const { offset, records: closed, openRecords, openBytes } of this.#segments.values()) {
      records += closed + openRecords;
      bytes += offset + openBytes;
    }
    return { threads: this.#threads, records, bytes };
  }

  #readOn(path: string): void {
    const known = this.#segments.get(path) ?? { offset: segmentHeaderBytes, records: 0, openRecords: 0, openBytes: 0 };
    this.#segments.set(path, known);
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < known.offset + frameHeaderBytes) return;
    known.offset = readHeaders(path, known.offset, {
      headerBytes: frameHeaderBytes,
      lengthAt: 0,
      hear: (header) => {
        const frame = readFrameHeader(new Uint8Array(header.buffer), 0);
        known.openRecords = frame?.isOpen === true ? frame.records : 0;
        known.openBytes = frame?.isOpen === true ? frameHeaderBytes + frame.payloadBytes : 0;
        if (frame === null || frame.isOpen) return false;
        known.records += frame.records;
        return true;
      },
    });
  }
}

/** The records of a `.ctrace`, up to where it is cut. @throws the system's error when it can't be read. O(chunks). */
export function countPackedRecords(path: string): number {
  let records = 0;
  readHeaders(path, containerHeaderBytes, {
    headerBytes: chunkHeaderBytes,
    lengthAt: 12,
    hear: (header) => {
      if (header.getUint8(0) === chunkKinds.frame) records += header.getUint32(8, true);
      return true;
    },
  });
  return records;
}

interface Framing {
  readonly headerBytes: number;
  /** Where in a header the length of what follows it stands. */
  readonly lengthAt: number;
  /** Of a part that is whole. Returns whether to go on behind it. */
  hear(header: DataView): boolean;
}

/** Goes from header to header; returns where the first part that is not whole begins. */
function readHeaders(path: string, from: number, { headerBytes, lengthAt, hear }: Framing): number {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const header = new DataView(new ArrayBuffer(headerBytes));
    let at = from;
    while (at + headerBytes <= size && readSync(file, header, 0, headerBytes, at) === headerBytes) {
      const end = at + headerBytes + header.getUint32(lengthAt, true);
      if (end > size) break;
      if (!hear(header)) break;
      at = end;
    }
    return at;
  } finally {
    closeSync(file);
  }
}
