// A run's folder packed into the bytes of one trace file, a frame at a time.

import { crc32 } from 'node:zlib';
import { chunkKinds } from '../model/container.ts';
import { encodeChunkHeader, encodeContainerHeader, endChunk, manifestChunk } from '../model/encodeContainer.ts';
import { TraceFormatError } from '../model/errors.ts';
import { readManifest } from './readRecordedRun.ts';
import { listSegments } from './runFolder.ts';
import { segmentFrames } from './segmentFrames.ts';

/**
 * The bytes of the `.ctrace` of the run in `folder`, finished or not. Each part is valid until the next is asked for.
 * Constant memory; O(bytes).
 * @throws the system's error when the folder can't be read
 */
export function* packRun(folder: string): Generator<Uint8Array, void> {
  yield encodeContainerHeader();
  const manifest = manifestChunk(readManifest(folder));
  yield encodeChunkHeader(manifest, crc32);
  yield manifest.payload;

  const cut: { thread: number; bytes: number }[] = [];
  let threads = 0;
  let frames = 0;
  for (const segment of listSegments(folder)) {
    const reading = segmentFrames(segment.path);
    let step = nextFrame(reading);
    if (step.done === true) continue;
    const thread = threads++;
    for (; step.done !== true; step = nextFrame(reading)) {
      yield encodeChunkHeader({ kind: chunkKinds.frame, thread, ...step.value }, crc32);
      yield step.value.payload;
      frames++;
    }
    if (step.value > 0) cut.push({ thread, bytes: step.value });
  }

  const end = endChunk({ threads, frames, cut });
  yield encodeChunkHeader(end, crc32);
  yield end.payload;
}

/** A file that is no segment, or whose header is not there yet, has no frames. */
function nextFrame(reading: ReturnType<typeof segmentFrames>): ReturnType<typeof reading.next> {
  try {
    return reading.next();
  } catch (error) {
    if (error instanceof TraceFormatError) return { done: true, value: 0 };
    throw error;
  }
}
