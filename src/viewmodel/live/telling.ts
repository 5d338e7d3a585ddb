// When the growth of a run is told: seldom enough that what views take of it leaves time for all else.

import type { TraceChange } from '../../protocol/liveSource.ts';

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

export class Telling {
  readonly #timing: Timing;
  readonly #describe: () => TraceChange;
  readonly #listeners = new Set<(change: TraceChange) => void>();
  #live = true;
  #telling = false;
  /** A change will be told for the sake of what was not made yet. */
  #isLate = false;
  #tellAfterMs = Number.NEGATIVE_INFINITY;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  /** What taking has cost since the last change was told. */
  #spentMs = 0;

  /** `describe`: what has been recorded by now. */
  constructor(timing: Timing, describe: () => TraceChange) {
    this.#timing = timing;
    this.#describe = describe;
  }

  /** Returns what ends it. */
  listen(listener: (change: TraceChange) => void): () => void {
    this.#listeners.add(listener);
    // Who comes late hears of the end all the same.
    if (!this.#live && !this.#telling) this.#timing.later(0, () => this.#listeners.has(listener) && listener(this.#describe()));
    return () => void this.#listeners.delete(listener);
  }

  /** Samples came and nothing else: whether they are to be told of yet. The next ones ask again. */
  get isTimeForSamples(): boolean {
    return this.#timing.nowMs() >= this.#toldAtMs + samplesEveryMs;
  }

  changed(): void {
    if (this.#telling) return;
    this.#telling = true;
    this.#tellWhenDue();
  }

  /** Nothing will follow: the last change waits for nothing. */
  end(): void {
    this.#live = false;
    this.changed();
  }

  /** In that time there is more to see, also when nothing else comes. */
  changedIn(delayMs: number, change: () => void): void {
    if (this.#isLate) return;
    this.#isLate = true;
    this.#timing.later(delayMs, () => {
      this.#isLate = false;
      if (this.#live) change();
    });
  }

  /** Counts what a view's taking costs against the time until the next change is told. */
  spend<Result>(work: () => Result): Result {
    const startMs = this.#timing.nowMs();
    const result = work();
    const endMs = this.#timing.nowMs();
    this.#spentMs += endMs - startMs;
    this.#tellAfterMs = Math.max(this.#tellAfterMs, endMs + this.#spentMs * (1 / mostPart - 1));
    return result;
  }

  /** Asks again when the time has come: taking may have put it off in between. */
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
      const change = this.#describe();
      for (const listener of this.#listeners) listener(change);
    });
  }
}
