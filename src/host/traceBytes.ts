// The bytes of a trace file, in parts, whether it is one already or still the folder of a run.

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { packRun } from './packRun.ts';

const blockBytes = 1 << 20;

/** The bytes of the `.ctrace` at `path`, or those that packing the run's folder there would give. Each part is valid until the next is asked for. */
export function traceBytes(path: string): Generator<Uint8Array, void> {
  return statSync(path).isDirectory() ? packRun(path) : fileBytes(path);
}

function* fileBytes(path: string): Generator<Uint8Array, void> {
  const file = openSync(path, 'r');
  try {
    const block = new Uint8Array(blockBytes);
    for (let count = readSync(file, block); count > 0; count = readSync(file, block)) yield block.subarray(0, count);
  } finally {
    closeSync(file);
  }
}
