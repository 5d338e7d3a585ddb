// A run that grows, answered for in both ways at the same point: by what is new, and as a whole.

import type { RunManifest } from '../../src/model/launch.ts';
import type { Frame } from '../../src/model/segment.ts';
import type { Selection } from '../../src/protocol/timelineSource.ts';
import { assembleFrame } from '../../src/replay/assembleFrame.ts';
import { assembleWithPlaces } from '../../src/replay/assembleTrace.ts';
import { GrowingIndex, type Growth } from '../../src/viewmodel/live/growing/growingIndex.ts';
import { SegmentReplay } from '../../src/viewmodel/live/segmentReplay.ts';
import { WholeTrace } from '../../src/viewmodel/live/wholeTrace.ts';

export class GrowingRun {
  readonly #manifest: RunManifest;
  readonly #segments: readonly SegmentReplay[];
  /** The same again for the whole trace: assembling it must not tell the growing index anything. */
  readonly #others: readonly SegmentReplay[];
  readonly #growing: GrowingIndex;

  constructor(manifest: RunManifest, threads: number) {
    this.#manifest = manifest;
    this.#segments = Array.from({ length: threads }, () => new SegmentReplay());
    this.#others = this.#segments.map(() => new SegmentReplay());
    // A clock that stands: whatever is made only as often as time allows is always made.
    this.#growing = new GrowingIndex(manifest.level === 'full', () => 0);
  }

  push(thread: number, frames: readonly Pick<Frame, 'payload'>[]): void {
    this.#segments[thread]!.push(frames);
    this.#others[thread]!.push(frames);
  }

  grow(): Growth {
    return this.#growing.grow(assembleFrame(this.#manifest, this.#segments, true));
  }

  assemble(live: boolean): WholeTrace {
    return new WholeTrace(assembleWithPlaces(this.#manifest, this.#others, { live }), this.#growing, null);
  }
}

/** From a thing of one point to the same thing at a later one. */
export function carryBetween(before: WholeTrace, after: WholeTrace): (held: Selection) => Selection | null {
  const { lanes } = before.trace;
  return (held) => after.find(before.name(held, lanes), lanes);
}
