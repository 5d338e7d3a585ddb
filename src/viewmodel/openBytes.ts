// A timeline source from the bytes of a trace file.

import { readRun } from '../model/recordedRun.ts';
import type { TimelineSource } from '../protocol/timelineSource.ts';
import { replay } from '../replay/replay.ts';
import { openTrace } from './openTrace.ts';

/**
 * Reads a `.ctrace` file, as it is or compressed by gzip, up to its first damage.
 * @param gunzip - decompresses; an argument, because a page and Node do it differently
 * @throws TraceFormatError when nothing of it can be read
 */
export async function openBytes(bytes: ArrayBuffer, gunzip: (bytes: ArrayBuffer) => Promise<ArrayBuffer>): Promise<TimelineSource> {
  const plain = isGzip(bytes) ? await gunzip(bytes) : bytes;
  const { manifest, threads, damage } = readRun(new Uint8Array(plain));
  return openTrace(replay(manifest, threads), damage);
}

function isGzip(bytes: ArrayBuffer): boolean {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  return first === 0x1f && second === 0x8b;
}
