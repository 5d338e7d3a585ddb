// From trace time and rows to CSS pixels of the lanes, and back.
//
//   time:  fromNs ──────────── fromNs + width × nsPerPixel      rows:  row r lies at r × rowHeight − scrollTop
//   x:     0 ───────────────── width

import type { CssPixels, Nanoseconds } from '../../src/model/units.ts';

export const rowHeight = 28;
export const sliceHeight = 18;
export const sliceInset: number = (rowHeight - sliceHeight) / 2;

export interface Scale {
  readonly fromNs: Nanoseconds;
  readonly nsPerPixel: number;
  readonly width: CssPixels;
  readonly height: CssPixels;
  readonly scrollTop: CssPixels;
}

export function xOf(scale: Scale, timeNs: Nanoseconds): CssPixels {
  return (timeNs - scale.fromNs) / scale.nsPerPixel;
}

export function timeAt(scale: Scale, x: CssPixels): Nanoseconds {
  return scale.fromNs + x * scale.nsPerPixel;
}

/** Upper edge of a row. */
export function yOf(scale: Scale, row: number): CssPixels {
  return row * rowHeight - scale.scrollTop;
}

export function rowAt(scale: Scale, y: CssPixels): number {
  return Math.floor((y + scale.scrollTop) / rowHeight);
}

/** Rows that can be seen: [first, end), not clipped to the row list. */
export function rowsInSight(scale: Scale): { readonly first: number; readonly end: number } {
  return { first: Math.max(0, Math.floor(scale.scrollTop / rowHeight)), end: Math.ceil((scale.scrollTop + scale.height) / rowHeight) };
}
