// A run that still records, as timeline views ask for it: frames go in as they come, each view takes what is there when it likes.

import type { RunManifest } from '../../model/launch.ts';
import type { RecordedRun } from '../../model/recordedRun.ts';
import type { Frame } from '../../model/segment.ts';
import type { LiveSource, TraceChange } from '../../protocol/liveSource.ts';
import { assembleFrame, type RunFrame } from '../../replay/assembleFrame.ts';
import { assembleWithPlaces } from '../../replay/assembleTrace.ts';
import type { Counts } from '../overview.ts';
import { GrowingIndex, type Growth } from './growing/growingIndex.ts';
import { openGrowing } from './growingSource.ts';
import { openLiveSource, type TakenTrace } from './liveSource.ts';
import { SegmentReplay } from './segmentReplay.ts';
import { WholeTrace } from './wholeTrace.ts';

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
/** What views take may cost at most this part of the time: where much is in sight, or something selected, it is told of less often. */
const mostPart = 1 / 2;

/**
 * Replays frames as they come, O(records). While the run records, a view that takes it gets a growing index, O(what is new); the
 * trace is assembled as a whole, O(events + tasks), when somebody asks for more than that knows, and at the end. Views share both.
 */
export class LiveTrace {
  readonly #timing: Timing;
  readonly #segments = new Map<string, SegmentReplay>();
  readonly #listeners = new Set<(change: TraceChange) => void>();
  #manifest: RunManifest;
  #live = true;
  #damage: string | null = null;
  #generation = 0;
  readonly #growing: GrowingIndex;
  #taken: TakenTrace | null = null;
  /** Assembled for who asked for more than a growing index knows, and of which generation it is. */
  #whole: { readonly trace: WholeTrace; readonly generation: number } | null = null;
  #telling = false;
  /** A change will be told for the sake of what was not made yet. */
  #late = false;
  #tellAfterMs = Number.NEGATIVE_INFINITY;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  /** What taking has cost since the last change was told. */
  #spentMs = 0;

  constructor(manifest: RunManifest, timing: Timing) {
    this.#manifest = manifest;
    this.#timing = timing;
    this.#growing = new GrowingIndex(manifest.level === 'full', timing.nowMs);
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
    if (this.#taken?.generation === this.#generation) return this.#taken;
    this.#taken = this.#live ? this.#takeGrowth() : takeWhole(this.#assemble(), this.#generation);
    return this.#taken;
  }

  /** Grows when something is asked that needs it: who only asks for findings changes nothing under the views. */
  #takeGrowth(): TakenTrace {
    const generation = this.#generation;
    let grown: { readonly growth: Growth; readonly counts: Counts } | null = null;
    const grow = (): { readonly growth: Growth; readonly counts: Counts } => {
      grown ??= this.#spend(() => this.#grow());
      return grown;
    };
    const damage = this.#damage;
    const whole = (): WholeTrace => this.#spend(() => this.#assemble(generation).indexed());
    return {
      generation,
      get lanes() {
        return grow().growth.index.frame.lanes;
      },
      open(firstGeneration) {
        const { growth, counts } = grow();
        return openGrowing(growth, counts, damage, firstGeneration, whole);
      },
      findings: () => this.#assemble(generation).findings.list(),
      find: (selection) => this.#growing.resolve(selection),
    };
  }

  #grow(): { readonly growth: Growth; readonly counts: Counts } {
    const frame = assembleFrame(this.#manifest, [...this.#segments.values()], true);
    const growth = this.#growing.grow(frame);
    if (growth.lateMs > 0) this.#tellLate(growth.lateMs);
    return { growth, counts: countRows(frame, growth) };
  }

  /** What is made only now and then is to be seen in the end, also when nothing else comes. */
  #tellLate(lateMs: number): void {
    if (this.#late) return;
    this.#late = true;
    this.#timing.later(lateMs, () => {
      this.#late = false;
      if (this.#live) this.#changed();
    });
  }

  /** The trace as a whole, at least as far as that generation. */
  #assemble(generation: number = this.#generation): WholeTrace {
    if (this.#whole === null || this.#whole.generation < generation) {
      const assembled = assembleWithPlaces(this.#manifest, [...this.#segments.values()], { live: this.#live });
      this.#whole = { trace: new WholeTrace(assembled, this.#growing, this.#damage), generation: this.#generation };
    }
    return this.#whole.trace;
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

function takeWhole(trace: WholeTrace, generation: number): TakenTrace {
  return {
    generation,
    lanes: trace.trace.lanes,
    open: (firstGeneration) => trace.open(firstGeneration),
    findings: () => trace.findings.list(),
    find: (selection, lanes) => trace.find(selection, lanes),
  };
}

function countRows({ known, parts }: RunFrame, { index }: Growth): Counts {
  const sum = (count: (state: RunFrame['known'][number]['replay']['state']) => number): number =>
    known.reduce((total, { replay }) => total + count(replay.state), 0);
  return {
    tasks: sum(({ tasks }) => tasks.length),
    slices: sum(({ slices }) => slices.length),
    events: parts.at(-1)?.endEvent ?? 0,
    messages: index.messages.ends.count,
  };
}
