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

  /** Replays up to this part of each segment, 0 to 1. O(bytes of that part). */
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
  readonly #bytes: number;
  /** The frame that is read next, from this byte on, and the bytes of those before it. */
  #next = 0;
  #at = 0;
  #before = 0;
  #hasRoom = false;

  constructor({ frames, cutBytes }: RecordedSegment) {
    this.cutBytes = cutBytes;
    this.#frames = frames;
    this.#bytes = frames.reduce((sum, { payload }) => sum + payload.length, 0);
  }

  get isDone(): boolean {
    return this.#next === this.#frames.length;
  }

  /** By bytes: records take about as many each, and a frame alone may hold more of them than a beginning should have. */
  replayTo(part: number): void {
    const until = part >= 1 ? Infinity : Math.ceil(this.#bytes * part);
    this.damage ??= damageIn(() => this.#pushTo(until));
    if (this.damage !== null) this.#next = this.#frames.length;
  }

  /** When its beginning is read on, and not before: room for a whole recording takes longer than its beginning. */
  get wantsRoom(): boolean {
    return !this.#hasRoom && this.#before + this.#at > 0 && !this.isDone;
  }

  makeRoom(): void {
    this.#hasRoom = true;
    const records = this.#frames.reduce((sum, frame) => sum + frame.records, 0);
    // A record has at least one byte: what a damaged file promises beyond that is not believed.
    this.replay.state.expect(Math.min(records, this.#bytes));
  }

  #pushTo(until: number): void {
    while (!this.isDone && this.#before + this.#at < until) {
      const { payload } = this.#frames[this.#next]!;
      this.#at = this.replay.push(payload, this.#at, Math.min(payload.length, until - this.#before));
      if (this.#at < payload.length) return;
      this.#before += payload.length;
      this.#at = 0;
      this.#next++;
    }
  }
}
