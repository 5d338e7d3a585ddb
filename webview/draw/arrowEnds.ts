// Where the arrows of a tile begin and end on screen.

import type { Tile } from '../../src/layout/geometry.ts';
import { rowHeight, type Scale, yOf } from './scale.ts';

export interface ArrowEnds {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const stubLength = 22;

/** The ends of arrow `i`. One that is not traced lies a stub's length away from the one that is. */
export function arrowEnds(tile: Tile, i: number, scale: Scale): ArrowEnds {
  const { from, fromRow, to, toRow } = tile.arrows;
  const origin = (tile.originNs - scale.fromNs) / scale.nsPerPixel;
  const sender = fromRow[i];
  const receiver = toRow[i];
  const x0 = origin + from[i] / scale.nsPerPixel;
  const x1 = origin + to[i] / scale.nsPerPixel;
  const middle = rowHeight / 2;
  if (sender < 0) return { x0: x1 - stubLength, y0: yOf(scale, receiver) + 5, x1, y1: yOf(scale, receiver) + middle };
  if (receiver < 0) return { x0, y0: yOf(scale, sender) + middle, x1: x0 + stubLength, y1: yOf(scale, sender) + 5 };
  return { x0, y0: yOf(scale, sender) + middle, x1, y1: yOf(scale, receiver) + middle };
}

export function isInSight(ends: ArrowEnds, scale: Scale): boolean {
  return (
    Math.max(ends.x0, ends.x1) >= -stubLength &&
    Math.min(ends.x0, ends.x1) <= scale.width + stubLength &&
    Math.max(ends.y0, ends.y1) >= 0 &&
    Math.min(ends.y0, ends.y1) <= scale.height
  );
}
