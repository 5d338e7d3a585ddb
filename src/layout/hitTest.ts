// Hit test: what stands under a point of a tile.

import type { Nanoseconds } from '../model/units.ts';
import type { Tile } from './geometry.ts';

export interface TilePoint {
  readonly atNs: Nanoseconds;
  readonly row: number;
  /** Where in the row: 0 its top edge, 1 its bottom edge. */
  readonly yPart: number;
  /** How far from the point a thing may be and still be meant. */
  readonly reachNs: Nanoseconds;
}

/** `count` > 1: a strip, a pixel of marks or a bundle; `index` is then its longest or first. */
export interface Hit {
  readonly kind: 'slice' | 'wait' | 'span' | 'mark' | 'message' | 'counter';
  /** Into the trace's table: of a mark, its event; of a counter, its lane. */
  readonly index: number;
  readonly count: number;
  /** Place in the tile's arrays, for drawing it accented; in `tile.strips` when {@link Hit.strip} is true. */
  readonly place: number;
  readonly strip: boolean;
}

/**
 * The nearest thing within reach, in order of what is drawn above what: mark, slice or strip, span, wait, arrow, counter.
 * Of several of one kind the nearest in time wins, and of those that hold the point the shortest. O(things of the tile).
 */
export function hitTest(tile: Tile, point: TilePoint): Hit | null {
  return (
    hitMark(tile, point) ??
    hitSlice(tile, point) ??
    hitSpan(tile, point) ??
    hitWait(tile, point) ??
    hitArrow(tile, point) ??
    hitCounter(tile, point)
  );
}

interface Intervals {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly row: Uint32Array;
}

interface Nearest {
  readonly place: number;
  readonly distance: number;
  readonly width: number;
}

function nearest(intervals: Intervals, tile: Tile, point: TilePoint): Nearest | null {
  const at = point.atNs - tile.originNs;
  let best: Nearest | null = null;
  for (let i = 0; i < intervals.row.length; i++) {
    if (intervals.row[i] !== point.row) continue;
    const distance = Math.max(0, intervals.from[i] - at, at - intervals.to[i]);
    if (distance > point.reachNs) continue;
    const width = intervals.to[i] - intervals.from[i];
    if (best === null || distance < best.distance || (distance === best.distance && width < best.width))
      best = { place: i, distance, width };
  }
  return best;
}

function hitMark(tile: Tile, point: TilePoint): Hit | null {
  const { at, row, event, count } = tile.marks;
  const found = nearest({ from: at, to: at, row }, tile, point);
  return found === null ? null : { kind: 'mark', index: event[found.place], count: count[found.place], place: found.place, strip: false };
}

function hitSlice(tile: Tile, point: TilePoint): Hit | null {
  const slice = nearest(tile.slices, tile, point);
  const strip = nearest(tile.strips, tile, point);
  if (slice !== null && (strip === null || slice.distance <= strip.distance)) {
    return { kind: 'slice', index: tile.slices.slice[slice.place], count: 1, place: slice.place, strip: false };
  }
  if (strip === null) return null;
  return { kind: 'slice', index: tile.strips.slice[strip.place], count: tile.strips.count[strip.place], place: strip.place, strip: true };
}

function hitSpan(tile: Tile, point: TilePoint): Hit | null {
  const found = nearest(tile.spans, tile, point);
  return found === null ? null : { kind: 'span', index: tile.spans.span[found.place], count: 1, place: found.place, strip: false };
}

function hitWait(tile: Tile, point: TilePoint): Hit | null {
  const found = nearest(tile.waits, tile, point);
  return found === null ? null : { kind: 'wait', index: tile.waits.wait[found.place], count: 1, place: found.place, strip: false };
}

function hitCounter(tile: Tile, point: TilePoint): Hit | null {
  const found = nearest(tile.counters, tile, point);
  return found === null ? null : { kind: 'counter', index: tile.counters.lane[found.place], count: 1, place: found.place, strip: false };
}

/** Arrows run straight from the middle of a row to the middle of another, as far as a hit is concerned. */
function hitArrow(tile: Tile, point: TilePoint): Hit | null {
  const { from, to, fromRow, toRow, message, count } = tile.arrows;
  const at = point.atNs - tile.originNs;
  const y = point.row + point.yPart;
  let best: Nearest | null = null;
  for (let i = 0; i < message.length; i++) {
    const known = fromRow[i] < 0 ? toRow[i] : fromRow[i];
    const top = (fromRow[i] < 0 ? known : fromRow[i]) + 0.5;
    const bottom = (toRow[i] < 0 ? known : toRow[i]) + 0.5;
    if (y < Math.min(top, bottom) - 0.5 || y > Math.max(top, bottom) + 0.5) continue;
    const part = top === bottom ? partAlong(at, from[i], to[i]) : clampPart((y - top) / (bottom - top));
    const distance = Math.abs(from[i] + (to[i] - from[i]) * part - at);
    if (distance <= point.reachNs && (best === null || distance < best.distance)) best = { place: i, distance, width: 0 };
  }
  return best === null ? null : { kind: 'message', index: message[best.place], count: count[best.place], place: best.place, strip: false };
}

function partAlong(at: number, from: number, to: number): number {
  return to === from ? 0 : clampPart((at - from) / (to - from));
}

function clampPart(part: number): number {
  return Math.max(0, Math.min(1, part));
}
