// How much has been recorded, told from the headers of frames and chunks alone: nothing is decoded.

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { chunkHeaderBytes, chunkKinds, containerHeaderBytes } from '../model/container.ts';
import { frameHeaderBytes, segmentHeaderBytes } from '../model/segment.ts';
import { listSegments } from './runFolder.ts';

interface Counted {
  /** Where the next frame begins. */
  offset: number;
  records: number;
}

/** The records in a run's folder while its threads append to it: each look reads on from where the last one ended. */
export class RecordCount {
  readonly #folder: string;
  readonly #segments = new Map<string, Counted>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What it was before when the folder is not there any more. O(segments + frames added since the last look). */
  read(): number {
    try {
      for (const { path } of listSegments(this.#folder)) this.#readOn(path);
    } catch {
      // Not there yet, or packed already.
    }
    return [...this.#segments.values()].reduce((sum, { records }) => sum + records, 0);
  }

  #readOn(path: string): void {
    const known = this.#segments.get(path) ?? { offset: segmentHeaderBytes, records: 0 };
    this.#segments.set(path, known);
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < known.offset + frameHeaderBytes) return;
    known.offset = readHeaders(path, known.offset, {
      headerBytes: frameHeaderBytes,
      lengthAt: 0,
      hear: (header) => {
        known.records += header.getUint32(4, true);
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
    },
  });
  return records;
}

interface Framing {
  readonly headerBytes: number;
  /** Where in a header the length of what follows it stands. */
  readonly lengthAt: number;
  /** Of a part that is whole. */
  hear(header: DataView): void;
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
      hear(header);
      at = end;
    }
    return at;
  } finally {
    closeSync(file);
  }
}
