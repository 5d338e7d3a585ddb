// The window that a tile is gathered for, checked and clamped.

import type { Nanoseconds } from '../model/units.ts';

export interface TileWindow {
  readonly originNs: Nanoseconds;
  readonly fromNs: Nanoseconds;
  readonly toNs: Nanoseconds;
  /** Trace time of one pixel. */
  readonly stepNs: Nanoseconds;
  readonly firstRow: number;
  readonly endRow: number;
}

/** An offset from the tile's origin, kept within one window's width of the window so that Float32 and a canvas can bear it. */
export function offsetIn(window: TileWindow, at: Nanoseconds): number {
  const width = window.toNs - window.fromNs;
  return Math.max(-width, Math.min(2 * width, at - window.originNs));
}
