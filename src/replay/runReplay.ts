// A run as it is replayed part by part: what has been read so far is a trace at any time.

import type { RunManifest } from '../model/launch.ts';
import type { Frame } from '../model/segment.ts';
import type { Trace } from '../model/trace.ts';
import { assembleWithPlaces } from './assembleTrace.ts';
import { damageIn } from './damageIn.ts';
import { ThreadReplay } from './threadReplay.ts';

export interface RecordedSegment {
  /** In the order in which they were written. */
  readonly frames: readonly Frame[];
  /** Bytes after them that are no whole frame. */
  readonly cutBytes: number;
}

/** Damaged or unknown records never throw: what comes before them is kept, and `header.gaps` says what is missing. */
export class RunReplay {
  readonly #manifest: RunManifest;
  readonly #segments: readonly SegmentReplay[];

  constructor(manifest: RunManifest, segments: readonly RecordedSegment[]) {
    this.#manifest = manifest;
    this.#segments = segments.map((segment) => new SegmentReplay(segment));
  }

  /** Replays up to this part of each segment, 0 to 1. O(records of that part). */
  replayTo(part: number): void {
    // One segment a turn: room for all of a long recording at once would keep whoever asks waiting.
    this.#segments.find(({ wantsRoom }) => wantsRoom)?.makeRoom();
    for (const segment of this.#segments) segment.replayTo(part);
  }

  /**
   * The trace of what has been replayed; before all has been, what is missing does not count as lost. As {@link assembleTrace}.
   * `slices`: of each thread, in the order in which they began.
   */
  assemble(): { readonly trace: Trace; readonly slices: readonly Uint32Array[] } {
    const live = this.#segments.some((segment) => !segment.isDone);
    const { trace, places } = assembleWithPlaces(this.#manifest, this.#segments, { live });
    const { header } = trace;
    const durationNs = live ? Math.max(header.durationNs, this.#manifest.ended?.atNs ?? 0) : header.durationNs;
    return { trace: { ...trace, header: { ...header, durationNs } }, slices: places.slice };
  }
}

class SegmentReplay {
  readonly replay: ThreadReplay = new ThreadReplay();
  readonly cutBytes: number;
  damage: string | null = null;
  readonly #frames: readonly Frame[];
  readonly #records: number;
  /** The frame that is read next, from this byte on. */
  #next = 0;
  #at = 0;
  #hasRoom = false;

  constructor({ frames, cutBytes }: RecordedSegment) {
    this.cutBytes = cutBytes;
    this.#frames = frames;
    this.#records = frames.reduce((sum, { records }) => sum + records, 0);
  }

  get isDone(): boolean {
    return this.#next === this.#frames.length;
  }

  /** By records and not by frames, of which one alone may hold more than a beginning should have. */
  replayTo(part: number): void {
    const until = part >= 1 ? Infinity : this.#records * part;
    this.damage ??= damageIn(() => this.#pushTo(until));
    if (this.damage !== null) this.#next = this.#frames.length;
  }

  /** When its beginning is read on, and not before: room for a whole recording takes longer than its beginning. */
  get wantsRoom(): boolean {
    return !this.#hasRoom && this.replay.records > 0 && !this.isDone;
  }

  makeRoom(): void {
    this.#hasRoom = true;
    // A record has at least one byte: what a damaged file promises beyond that is not believed.
    const bytes = this.#frames.reduce((sum, { payload }) => sum + payload.length, 0);
    this.replay.state.expect(Math.min(this.#records, bytes));
  }

  #pushTo(records: number): void {
    while (!this.isDone && this.replay.records < records) {
      const { payload } = this.#frames[this.#next]!;
      // As many bytes as records are wanted hold no more than those; a few such steps hold them all.
      const missing = Math.ceil(records - this.replay.records);
      this.#at = this.replay.push(payload, this.#at, Math.min(payload.length, this.#at + missing));
      if (this.#at < payload.length) continue;
      this.#at = 0;
      this.#next++;
    }
  }
}
