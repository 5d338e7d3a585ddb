// The window of time on screen: zooming, panning and fitting, as pure algebra.

import type { Nanoseconds } from '../../src/model/units.ts';

export interface TimeWindow {
  readonly fromNs: Nanoseconds;
  readonly toNs: Nanoseconds;
}

/** Narrower than this nothing new appears: the recording's clock is coarser. */
const narrowestNs = 200;

export function spanOf(window: TimeWindow): Nanoseconds {
  return window.toNs - window.fromNs;
}

/** The whole run with a little air at both ends, so that the first and last slice do not touch the edge. */
export function wholeRun(durationNs: Nanoseconds): TimeWindow {
  const length = Math.max(durationNs, narrowestNs);
  return { fromNs: -length * 0.01, toNs: length * 1.01 };
}

/** The window moved and narrowed until it lies in `bounds`. */
export function clampWindow(window: TimeWindow, bounds: TimeWindow): TimeWindow {
  const span = Math.min(Math.max(spanOf(window), narrowestNs), spanOf(bounds));
  const middle = (window.fromNs + window.toNs) / 2;
  const fromNs = Math.min(Math.max(middle - span / 2, bounds.fromNs), bounds.toNs - span);
  return { fromNs, toNs: fromNs + span };
}

/** Scales by `factor` (below 1 zooms in) and leaves `atNs` where it stands on screen. */
export function zoomAround(window: TimeWindow, atNs: Nanoseconds, factor: number, bounds: TimeWindow): TimeWindow {
  const span = Math.min(Math.max(spanOf(window) * factor, narrowestNs), spanOf(bounds));
  const part = (atNs - window.fromNs) / spanOf(window);
  const fromNs = atNs - part * span;
  return clampWindow({ fromNs, toNs: fromNs + span }, bounds);
}

export function panBy(window: TimeWindow, byNs: Nanoseconds, bounds: TimeWindow): TimeWindow {
  return clampWindow({ fromNs: window.fromNs + byNs, toNs: window.toNs + byNs }, bounds);
}

/** The window around an interval, with a tenth of it as air on either side. */
export function fitInterval(interval: TimeWindow, bounds: TimeWindow): TimeWindow {
  const air = Math.max(spanOf(interval) * 0.1, narrowestNs);
  return clampWindow({ fromNs: interval.fromNs - air, toNs: interval.toNs + air }, bounds);
}

/** The least move that brings an interval into sight; the same window when it is in sight already. Never zooms out further than needed. */
export function revealInterval(window: TimeWindow, interval: TimeWindow, bounds: TimeWindow): TimeWindow {
  const inSight = interval.fromNs >= window.fromNs && interval.toNs <= window.toNs;
  if (inSight) return window;
  const span = spanOf(window);
  if (spanOf(interval) > span * 0.9) {
    // Too long to be seen whole: its beginning is what the eye looks for.
    const startSeen = interval.fromNs >= window.fromNs && interval.fromNs < window.fromNs + span * 0.9;
    if (startSeen) return window;
    return clampWindow({ fromNs: interval.fromNs - span * 0.1, toNs: interval.fromNs + span * 0.9 }, bounds);
  }
  const middle = (interval.fromNs + interval.toNs) / 2;
  return clampWindow({ fromNs: middle - span / 2, toNs: middle + span / 2 }, bounds);
}

/** How far a window has come on its way to another, for the short move that explains a jump. */
export function blendWindows(from: TimeWindow, to: TimeWindow, part: number): TimeWindow {
  return {
    fromNs: from.fromNs + (to.fromNs - from.fromNs) * part,
    toNs: from.toNs + (to.toNs - from.toNs) * part,
  };
}
