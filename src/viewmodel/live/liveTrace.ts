// A run that still records, as timeline views ask for it: frames go in as they come, each view takes what is there when it likes.

import type { RunManifest } from '../../model/launch.ts';
import type { RecordedRun } from '../../model/recordedRun.ts';
import type { Frame } from '../../model/segment.ts';
import type { Lane } from '../../model/trace.ts';
import type { LiveSource, TraceChange } from '../../protocol/liveSource.ts';
import type { Selection } from '../../protocol/timelineSource.ts';
import { assembleFrame, type RunFrame } from '../../replay/assembleFrame.ts';
import { assembleWithPlaces } from '../../replay/assembleTrace.ts';
import type { Counts } from '../overview.ts';
import { GrowingIndex, type Growth } from './growing/growingIndex.ts';
import { openGrowing } from './growingSource.ts';
import { openLiveSource, type TakenTrace } from './liveSource.ts';
import { SegmentReplay } from './segmentReplay.ts';
import { Telling, type Timing } from './telling.ts';
import { WholeTrace } from './wholeTrace.ts';

/** Of one thing that is selected while the run records, all is asked again at every growth: assembling for that takes at most this part of the time. */
const mostPart = 1 / 10;

/**
 * Replays frames as they come, O(records). While the run records, a view that takes it gets a growing index, O(what is new); the
 * trace is assembled as a whole, O(events + tasks), when somebody asks for more than that knows, and at the end. Views share both.
 */
export class LiveTrace {
  readonly #telling: Telling;
  readonly #segments = new Map<string, SegmentReplay>();
  #manifest: RunManifest;
  #live = true;
  #damage: string | null = null;
  #generation = 0;
  readonly #growing: GrowingIndex;
  #taken: TakenTrace | null = null;
  /** Assembled for who asked for more than a growing index knows, and of which generation it is. */
  #whole: { readonly trace: WholeTrace; readonly generation: number } | null = null;
  readonly #nowMs: () => number;
  #wholeAgainMs = Number.NEGATIVE_INFINITY;

  constructor(manifest: RunManifest, timing: Timing) {
    this.#manifest = manifest;
    this.#telling = new Telling(timing, () => this.#describeChange());
    this.#nowMs = timing.nowMs;
    this.#growing = new GrowingIndex(manifest.level === 'full', timing.nowMs);
  }

  /** Adds frames that a thread has written since; `segment` is any name that its thread alone has. */
  push(segment: string, frames: readonly Pick<Frame, 'payload'>[]): void {
    const replay = this.#segment(segment);
    replay.push(frames);
    this.#generation++;
    // Samples are there for whoever takes the trace for another reason.
    if (replay.replay.sampling === null || this.#telling.isTimeForSamples) this.#telling.changed();
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
    this.#generation++;
    this.#telling.end();
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
      onChange: (listener) => this.#telling.listen(listener),
      spend: (work) => this.#telling.spend(work),
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
      grown ??= this.#telling.spend(() => this.#grow());
      return grown;
    };
    const damage = this.#damage;
    return {
      generation,
      get lanes() {
        return grow().growth.index.frame.lanes;
      },
      open: (firstGeneration) => {
        const { growth, counts } = grow();
        const { lanes } = growth.index.frame;
        return openGrowing(growth, counts, damage, firstGeneration, (about) => this.#wholeAbout(about, lanes, generation));
      },
      findings: () => this.#assemble(generation).findings.list(),
      find: (selection) => this.#growing.resolve(selection),
    };
  }

  #grow(): { readonly growth: Growth; readonly counts: Counts } {
    const frame = assembleFrame(this.#manifest, [...this.#segments.values()], true);
    const growth = this.#growing.grow(frame);
    // What is made only now and then is to be seen in the end, also when nothing else comes.
    if (growth.lateMs > 0) this.#telling.changedIn(growth.lateMs, () => this.#changed());
    return { growth, counts: countRows(frame, growth) };
  }

  /** The trace as a whole; the last one while there is no time for another, if it has what is asked about. */
  #wholeAbout(about: Selection | null, lanes: readonly Lane[], generation: number): WholeTrace {
    const last = this.#whole;
    if (last !== null && last.generation >= generation) return last.trace;
    const waitMs = this.#wholeAgainMs - this.#nowMs();
    if (about !== null && waitMs > 0 && last?.trace.find(about, lanes)) {
      this.#telling.changedIn(waitMs, () => this.#changed());
      return last.trace;
    }
    return this.#telling.spend(() => {
      const startMs = this.#nowMs();
      const trace = this.#assemble(generation).indexed();
      const endMs = this.#nowMs();
      this.#wholeAgainMs = endMs + (endMs - startMs) * (1 / mostPart - 1);
      return trace;
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

  #changed(): void {
    this.#generation++;
    this.#telling.changed();
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
