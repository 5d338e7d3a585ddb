// What was recorded of one run, before replay: its manifest and the frames of its threads, from a file or a folder alike.

import { type Chunk, chunkKinds, type FileEnd } from './container.ts';
import { decodeContainer } from './decodeContainer.ts';
import { TraceFormatError } from './errors.ts';
import type { RunManifest } from './launch.ts';
import { parseManifest } from './manifest.ts';
import type { Frame } from './segment.ts';
import { decodeUtf8 } from './wire/utf8.ts';

export interface RecordedThread {
  /** In the order in which they were written. */
  readonly frames: readonly Frame[];
  /** Bytes after them that are no whole frame: the thread died while it wrote, or writes right now. */
  readonly cutBytes: number;
}

export interface RecordedRun {
  readonly manifest: RunManifest;
  readonly threads: readonly RecordedThread[];
  /** Where the file is damaged, what was expected there and what was found; null when it is whole. What came after it is missing. */
  readonly damage: string | null;
}

/**
 * Reads the bytes of a `.ctrace` file, up to its first damage.
 * @throws TraceFormatError when nothing can be read: empty, no trace, of a newer version, or damaged in its manifest. O(bytes)
 */
export function readRun(bytes: Uint8Array): RecordedRun {
  const { chunks, damage } = decodeContainer(bytes);
  const manifest = chunks[0];
  if (manifest?.kind !== chunkKinds.manifest) {
    throw new TraceFormatError('TRACE_DAMAGED', damage ?? 'byte 12: expected the manifest, found another chunk');
  }
  const cut = cutBytes(chunks.at(-1));
  const frames: Frame[][] = [];
  for (const chunk of chunks) {
    if (chunk.kind === chunkKinds.frame) frames[checkedThread(chunk, frames)]!.push(chunk);
  }
  const threads = frames.map((own, thread) => ({ frames: own, cutBytes: cut.get(thread) ?? 0 }));
  return { manifest: parseManifest(decodeUtf8(manifest.payload)), threads, damage };
}

/** A thread is new or known: a number beyond that would make a small file ask for much memory. */
function checkedThread(chunk: Chunk, frames: Frame[][]): number {
  const { thread } = chunk;
  if (thread > frames.length)
    throw new TraceFormatError('TRACE_DAMAGED', `expected a frame of thread 0 to ${frames.length}, found one of thread ${thread}`);
  if (thread === frames.length) frames.push([]);
  return thread;
}

function cutBytes(last: Chunk | undefined): ReadonlyMap<number, number> {
  if (last?.kind !== chunkKinds.end) return new Map();
  try {
    const end = JSON.parse(decodeUtf8(last.payload)) as Partial<FileEnd> | null;
    return new Map((end?.cut ?? []).map(({ thread, bytes }) => [thread, bytes]));
  } catch (cause) {
    throw new TraceFormatError('TRACE_DAMAGED', 'the last chunk: expected the end of a file as JSON', { cause });
  }
}
