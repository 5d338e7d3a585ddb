// What lies under the pointer: diamonds and arrows first, because they are small and lie above; then slices, strips, spans, waits.

import type { Tile } from '../../src/layout/geometry.ts';
import { type Hit, hitTest } from '../../src/layout/hitTest.ts';
import type { Selection } from '../../src/protocol/timelineSource.ts';
import { arrowEnds } from '../draw/arrowEnds.ts';
import { type Pill, pillAt, placePills } from '../draw/pills.ts';
import { rowAt, rowHeight, type Scale, sliceInset, timeAt, yOf } from '../draw/scale.ts';

export type Pick = { readonly kind: 'thing'; readonly selection: Selection } | { readonly kind: 'pill'; readonly pill: Pill };

const slack = 4;

export function pickAt(tile: Tile, scale: Scale, x: number, y: number): Pick | null {
  const pill = pillAt(placePills(tile, scale), x, y);
  if (pill !== null) return { kind: 'pill', pill };
  const row = rowAt(scale, y);
  const yPart = (y - yOf(scale, row)) / rowHeight;
  const hit = hitTest({ ...tile, arrows: noArrows }, { atNs: timeAt(scale, x), row, yPart, reachNs: slack * scale.nsPerPixel });
  // A wait's hair line fills long stretches of a row, and an arrow that crosses it must stay within reach.
  if (hit !== null && (hit.kind === 'mark' || hit.kind === 'slice') && Math.abs(yPart - 0.5) * rowHeight <= rowHeight / 2 - sliceInset + 1)
    return pickOf(hit, tile);
  return pickArrow(tile, scale, x, y) ?? (hit === null ? null : pickOf(hit, tile));
}

/** The layout's test takes arrows as straight lines; here they are the curves that are drawn. */
const noArrows: Tile['arrows'] = {
  from: new Float32Array(),
  fromRow: new Int32Array(),
  to: new Float32Array(),
  toRow: new Int32Array(),
  count: new Uint32Array(),
  message: new Uint32Array(),
};

function pickOf(hit: Hit, tile: Tile): Pick {
  if (hit.kind === 'counter') {
    const { from, to } = tile.counters;
    // The middle of the sample: the card stays as it is while the pointer moves within it.
    const atNs = tile.originNs + (from[hit.place] + to[hit.place]) / 2;
    return { kind: 'thing', selection: { kind: 'counter', index: hit.index, atNs } };
  }
  return thing(hit.kind === 'mark' ? 'event' : hit.kind, hit.index);
}

function thing(kind: Exclude<Selection['kind'], 'counter'>, index: number): Pick {
  return { kind: 'thing', selection: { kind, index } };
}

function pickArrow(tile: Tile, scale: Scale, x: number, y: number): Pick | null {
  let best = -1;
  let nearest = slack;
  for (let i = 0; i < tile.arrows.count.length; i++) {
    if (tile.arrows.count[i] > 1) continue;
    const ends = arrowEnds(tile, i, scale);
    if (x < Math.min(ends.x0, ends.x1) - 60 || x > Math.max(ends.x0, ends.x1) + 60) continue;
    if (y < Math.min(ends.y0, ends.y1) - slack || y > Math.max(ends.y0, ends.y1) + slack) continue;
    const distance = distanceToCurve(ends, x, y);
    if (distance >= nearest) continue;
    nearest = distance;
    best = i;
  }
  return best < 0 ? null : thing('message', tile.arrows.message[best]);
}

/** Distance to the curve that drawArrow draws, sampled: two dozen points are finer than a finger. */
function distanceToCurve(
  ends: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number },
  x: number,
  y: number,
): number {
  const { x0, y0, x1, y1 } = ends;
  const bend = Math.min(Math.max(Math.abs(x1 - x0) / 2, 8), 60);
  let nearest = Number.POSITIVE_INFINITY;
  let px = x0;
  let py = y0;
  for (let step = 1; step <= 24; step++) {
    const t = step / 24;
    const u = 1 - t;
    const qx = u ** 3 * x0 + 3 * u * u * t * (x0 + bend) + 3 * u * t * t * (x1 - bend) + t ** 3 * x1;
    const qy = u ** 3 * y0 + 3 * u * u * t * y0 + 3 * u * t * t * y1 + t ** 3 * y1;
    nearest = Math.min(nearest, distanceToSegment(px, py, qx, qy, x, y));
    px = qx;
    py = qy;
  }
  return nearest;
}

function distanceToSegment(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const part = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
  return Math.hypot(ax + part * (bx - ax) - x, ay + part * (by - ay) - y);
}

/** The slice or strip of a row that lies nearest to a time: where the keyboard goes from row to row. */
export function nearestInRow(tile: Tile, row: number, timeNs: number): Selection | null {
  const at = timeNs - tile.originNs;
  let best: Selection | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [list, indexes] of [
    [tile.slices, tile.slices.slice],
    [tile.strips, tile.strips.slice],
  ] as const) {
    for (let i = 0; i < list.from.length; i++) {
      if (list.row[i] !== row) continue;
      const distance = Math.max(list.from[i] - at, at - list.to[i], 0);
      if (distance >= nearest) continue;
      nearest = distance;
      best = { kind: 'slice', index: indexes[i] };
    }
  }
  return best;
}
