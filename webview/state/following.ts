// Following a run that still records: the window's right edge stays at now, until the person looks elsewhere.

import type { Nanoseconds } from '../../src/model/units.ts';
import { spanOf, type TimeWindow, wholeRun } from './timeWindow.ts';

/** A run is shown whole up to this long, then its last part. */
const wholeUpToNs = 10e9;

export interface Following {
  readonly on: boolean;
  /** Follows from here on: keeps the window's width, or shows the whole run if the window shows it. */
  start(window: TimeWindow, bounds: TimeWindow): void;
  stop(): void;
  /** The window for a run that has become so long. */
  windowFor(durationNs: Nanoseconds): TimeWindow;
}

export function createFollowing(on: boolean): Following {
  let following = on;
  /** Null: the whole run, as long as it is short. */
  let spanNs: Nanoseconds | null = null;
  return {
    get on() {
      return following;
    },
    start(window, bounds) {
      following = true;
      spanNs = spanOf(window) >= spanOf(bounds) * 0.99 ? null : spanOf(window);
    },
    stop() {
      following = false;
    },
    windowFor(durationNs) {
      const whole = wholeRun(durationNs);
      const span = spanNs ?? wholeUpToNs;
      return span >= spanOf(whole) ? whole : { fromNs: whole.toNs - span, toNs: whole.toNs };
    },
  };
}
