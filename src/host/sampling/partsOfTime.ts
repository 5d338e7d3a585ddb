// Parts of the time between two passes, as a counter records them.

import { counterScale } from '../../model/counters.ts';

/** Finer than that is noise, and every change is a record. */
const step = 0.001;

/** `part` as a whole number of recorded units, rounded to a thousandth. */
export function recordedPart(part: number): number {
  return Math.round((Math.round(Math.max(0, part) / step) * step) / counterScale.part);
}

export interface Parts {
  readonly running: number;
  readonly runnable: number;
  /** Time that was taken for runnable before the system told of it. */
  readonly aheadNs: number;
}

/**
 * What a thread did in `passedNs`, from what its times grew by. The system adds a wait for a processor only when it is over; so of a
 * thread that `wantsProcessor` now, the time that it says nothing of is taken for such a wait, and `aheadNs` is taken off when it is told.
 */
export function partsOf(ranNs: number, waitedNs: number, passedNs: number, aheadNs: number, wantsProcessor: () => boolean): Parts {
  if (!(passedNs > 0)) return { running: 0, runnable: 0, aheadNs };
  const running = Math.min(passedNs, Math.max(0, ranNs));
  const told = Math.max(0, waitedNs);
  const runnable = Math.min(passedNs - running, Math.max(0, told - aheadNs));
  const stillAhead = Math.max(0, aheadNs - told);
  const silent = passedNs - running - runnable;
  const guessed = silent > passedNs / 10 && wantsProcessor() ? silent : 0;
  return {
    running: running / passedNs,
    runnable: Math.min(1 - running / passedNs, (runnable + guessed) / passedNs),
    // A wait that is told of and was none before ends what was guessed.
    aheadNs: guessed > 0 ? stillAhead + guessed : 0,
  };
}
