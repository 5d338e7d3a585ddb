// A run's folder packed into the bytes of one trace file, a frame at a time.

import { crc32 } from 'node:zlib';
import { chunkKinds } from '../model/container.ts';
import { encodeChunkHeader, encodeContainerHeader, endChunk, manifestChunk } from '../model/encodeContainer.ts';
import { TraceFormatError } from '../model/errors.ts';
import { readManifest } from './readRecordedRun.ts';
import { listThreads } from './runFolder.ts';
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
  for (const chapters of listThreads(folder)) {
    const before = frames;
    let cutBytes = 0;
    for (const path of chapters) {
      const reading = segmentFrames(path);
      let step = nextFrame(reading);
      for (; step.done !== true; step = nextFrame(reading)) {
        yield encodeChunkHeader({ kind: chunkKinds.frame, thread: threads, ...step.value }, crc32);
        yield step.value.payload;
        frames++;
      }
      cutBytes += step.value;
    }
    if (frames === before) continue;
    if (cutBytes > 0) cut.push({ thread: threads, bytes: cutBytes });
    threads++;
  }

  const end = endChunk({ threads, frames, cut });
  yield encodeChunkHeader(end, crc32);
  yield end.payload;
}

/** A file that is no segment, whose header is not there yet, or that its thread has just dropped, has no frames. */
function nextFrame(reading: ReturnType<typeof segmentFrames>): ReturnType<typeof reading.next> {
  try {
    return reading.next();
  } catch (error) {
    if (error instanceof TraceFormatError || (error as NodeJS.ErrnoException).code === 'ENOENT') return { done: true, value: 0 };
    throw error;
  }
}
