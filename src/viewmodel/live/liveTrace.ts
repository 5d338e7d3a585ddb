// A run that still records, as timeline views ask for it: frames go in as they come, each view takes what is there when it likes.

import type { RunManifest } from '../../model/launch.ts';
import type { RecordedRun } from '../../model/recordedRun.ts';
import type { Frame } from '../../model/segment.ts';
import type { LiveSource, TraceChange } from '../../protocol/liveSource.ts';
import { assembleTrace } from '../../replay/assembleTrace.ts';
import { openLiveSource, type TakenTrace } from './liveSource.ts';
import { SegmentReplay } from './segmentReplay.ts';

/** The platform's clock and timer. */
export interface Timing {
  nowMs(): number;
  /** Calls `work` once, after that time. */
  later(delayMs: number, work: () => void): void;
}

/** Changes are told at most so often: an event is to be seen within a tenth of a second, and what comes before and after takes half of it. */
const everyMs = 50;
/** What the host samples goes on while the program does nothing: by itself it is told of only so often. */
const samplesEveryMs = 1000;
/** Taking may cost at most this part of the time: a large trace is told of less often. */
const mostPart = 1 / 5;

/**
 * Replays frames as they come, O(records), and assembles the trace only when a view takes it, O(events + tasks), and only if it
 * has grown since. Views share the assembled trace.
 */
export class LiveTrace {
  readonly #timing: Timing;
  readonly #segments = new Map<string, SegmentReplay>();
  readonly #listeners = new Set<(change: TraceChange) => void>();
  #manifest: RunManifest;
  #live = true;
  #damage: string | null = null;
  #generation = 0;
  #taken: TakenTrace | null = null;
  #telling = false;
  #tellAfterMs = Number.NEGATIVE_INFINITY;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  /** What taking has cost since the last change was told. */
  #spentMs = 0;

  constructor(manifest: RunManifest, timing: Timing) {
    this.#manifest = manifest;
    this.#timing = timing;
  }

  /** Adds frames that a thread has written since; `segment` is any name that its thread alone has. */
  push(segment: string, frames: readonly Pick<Frame, 'payload'>[]): void {
    const replay = this.#segment(segment);
    replay.push(frames);
    const isQuiet = replay.replay.sampling !== null && this.#timing.nowMs() < this.#toldAtMs + samplesEveryMs;
    // It is there for whoever takes the trace for another reason; the next sample asks again.
    if (isQuiet) this.#generation++;
    else this.#changed();
  }

  /** A segment that can't be read further, and why. */
  damaged(segment: string, why: string): void {
    this.#segment(segment).damage ??= why;
    this.#changed();
  }

  /**
   * Nothing will follow: from here on it is the trace of a finished run, or of one whose end nobody wrote down.
   * @param cut - by segment, how many bytes at its end are no whole frame
   */
  end(manifest: RunManifest, cut: ReadonlyMap<string, number>): void {
    this.#manifest = manifest;
    for (const [segment, bytes] of cut) this.#segment(segment).cutBytes = bytes;
    this.#live = false;
    this.#changed();
  }

  /** The same with the run as it was packed, which holds what was not seen while it was written. O(records). */
  endAs({ manifest, threads, damage }: RecordedRun): void {
    this.#segments.clear();
    threads.forEach(({ frames, cutBytes }, thread) => {
      const segment = this.#segment(String(thread));
      segment.push(frames);
      segment.cutBytes = cutBytes;
    });
    this.#damage = damage;
    this.end(manifest, new Map());
  }

  /** A source for one view: it has rows of its own, and takes what is new when the view says so. */
  open(): LiveSource {
    return openLiveSource({
      take: () => this.#take(),
      last: () => this.#taken,
      onChange: (listener) => {
        this.#listeners.add(listener);
        // Who comes late hears of the end all the same.
        if (!this.#live && !this.#telling) this.#timing.later(0, () => this.#listeners.has(listener) && listener(this.#describeChange()));
        return () => void this.#listeners.delete(listener);
      },
      spend: (work) => this.#spend(work),
    });
  }

  #segment(name: string): SegmentReplay {
    let segment = this.#segments.get(name);
    if (segment === undefined) {
      segment = new SegmentReplay();
      this.#segments.set(name, segment);
    }
    return segment;
  }

  #take(): TakenTrace {
    if (this.#taken?.generation !== this.#generation) {
      const trace = assembleTrace(this.#manifest, [...this.#segments.values()], { live: this.#live });
      this.#taken = { trace, damage: this.#damage, generation: this.#generation };
    }
    return this.#taken;
  }

  /** Counts what a view's taking costs against the time until the next change is told. */
  #spend<Result>(work: () => Result): Result {
    const startMs = this.#timing.nowMs();
    const result = work();
    const endMs = this.#timing.nowMs();
    this.#spentMs += endMs - startMs;
    this.#tellAfterMs = Math.max(this.#tellAfterMs, endMs + this.#spentMs * (1 / mostPart - 1));
    return result;
  }

  #changed(): void {
    this.#generation++;
    if (this.#telling) return;
    this.#telling = true;
    this.#tellWhenDue();
  }

  /** Asks again when the time has come: taking may have put it off in between. The last change waits for nothing. */
  #tellWhenDue(): void {
    const delayMs = this.#tellAfterMs - this.#timing.nowMs();
    this.#timing.later(this.#live ? Math.max(0, delayMs) : 0, () => {
      if (this.#live && this.#tellAfterMs > this.#timing.nowMs()) {
        this.#tellWhenDue();
        return;
      }
      this.#telling = false;
      this.#spentMs = 0;
      this.#toldAtMs = this.#timing.nowMs();
      this.#tellAfterMs = this.#toldAtMs + everyMs;
      const change = this.#describeChange();
      for (const listener of this.#listeners) listener(change);
    });
  }

  #describeChange(): TraceChange {
    let durationNs = this.#live ? 0 : (this.#manifest.ended?.atNs ?? 0);
    let events = 0;
    for (const { replay } of this.#segments.values()) {
      if (replay.header === null) continue;
      durationNs = Math.max(durationNs, replay.state.nowNs);
      events += replay.state.events.length;
    }
    return { generation: this.#generation, durationNs, events, live: this.#live };
  }
}
