// A timeline source from the bytes of a trace file.

import { readRun } from '../model/recordedRun.ts';
import type { TimelineSource } from '../protocol/timelineSource.ts';
import { openGradually } from './openGradually.ts';

export interface Platform {
  gunzip(bytes: ArrayBuffer): Promise<ArrayBuffer>;
  /** Lets requests that have come in be answered, then goes on. */
  pause(): Promise<void>;
}

/**
 * Reads a `.ctrace` file, as it is or compressed by gzip, up to its first damage.
 * @param platform - what a page and Node do differently
 * @throws TraceFormatError when nothing of it can be read
 */
export async function openBytes(bytes: ArrayBuffer, { gunzip, pause }: Platform): Promise<TimelineSource> {
  const plain = isGzip(bytes) ? await gunzip(bytes) : bytes;
  return openGradually(readRun(new Uint8Array(plain)), pause);
}

function isGzip(bytes: ArrayBuffer): boolean {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  return first === 0x1f && second === 0x8b;
}
