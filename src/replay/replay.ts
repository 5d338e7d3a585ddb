// Replay: a run's records in, its trace out.

import type { RunManifest } from '../model/launch.ts';
import type { Frame } from '../model/segment.ts';
import type { Trace } from '../model/trace.ts';
import type { ThreadInput } from './assembleFrame.ts';
import { type AssembleOptions, assembleTrace } from './assembleTrace.ts';
import { damageInFrames } from './damageIn.ts';
import { ThreadReplay } from './threadReplay.ts';

export interface SegmentInput {
  /** In the order in which they were written. */
  readonly frames: Iterable<Pick<Frame, 'payload'>>;
  /** Bytes after them that are no whole frame. */
  readonly cutBytes: number;
}

/**
 * Replays all segments of a run. Damaged or unknown records never throw: what comes before them is kept, and
 * `header.gaps` says what is missing. O(records).
 */
export function replay(manifest: RunManifest, segments: readonly SegmentInput[], options: Omit<AssembleOptions, 'spends'> = {}): Trace {
  return assembleTrace(manifest, segments.map(replaySegment), { ...options, spends: true });
}

function replaySegment({ frames, cutBytes }: SegmentInput): ThreadInput {
  const thread = new ThreadReplay();
  return { replay: thread, cutBytes, damage: damageInFrames(thread, frames) };
}
