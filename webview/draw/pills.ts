// Pills: where the counts of dense bunches stand. Bunches whose pills would cover each other share one, with the sum.

import { formatCount } from '../../src/layout/format.ts';
import type { Tile } from '../../src/layout/geometry.ts';
import { arrowEnds, isInSight } from './arrowEnds.ts';
import type { Scale } from './scale.ts';

export interface Pill {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly count: number;
  /** Indexes into the tile's arrows. */
  readonly arrows: readonly number[];
}

export const pillHeight = 18;
/** Farther apart than this, bunches keep pills of their own. */
const widestShare = 90;

interface Bunch {
  readonly x: number;
  readonly y: number;
  readonly arrow: number;
}

/** The pills in sight, from left to right. O(bunches log bunches). */
export function placePills(tile: Tile, scale: Scale): readonly Pill[] {
  const pills: Pill[] = [];
  let group: Bunch[] = [];
  const close = (): void => {
    if (group.length > 0) pills.push(pillOf(group, tile));
    group = [];
  };
  for (const bunch of bunchesOf(tile, scale)) {
    const first = group[0];
    const last = group.at(-1);
    const shares =
      first !== undefined &&
      last !== undefined &&
      Math.abs(bunch.y - first.y) < pillHeight &&
      bunch.x - first.x <= widestShare &&
      bunch.x - last.x < widthFor(tile.arrows.count[bunch.arrow]);
    if (!shares) close();
    group.push(bunch);
  }
  close();
  return pills.sort((a, b) => a.x - b.x);
}

/** Bunches in bands of a pill's height, each band from left to right. */
function bunchesOf(tile: Tile, scale: Scale): Bunch[] {
  const bunches: Bunch[] = [];
  for (let arrow = 0; arrow < tile.arrows.count.length; arrow++) {
    if (tile.arrows.count[arrow] < 2) continue;
    const ends = arrowEnds(tile, arrow, scale);
    if (isInSight(ends, scale)) bunches.push({ x: (ends.x0 + ends.x1) / 2, y: (ends.y0 + ends.y1) / 2, arrow });
  }
  // From the rows' own zero, so that scrolling does not regroup.
  const band = ({ y }: Bunch): number => Math.floor((y + scale.scrollTop) / pillHeight);
  return bunches.sort((a, b) => band(a) - band(b) || a.x - b.x);
}

function pillOf(group: readonly Bunch[], tile: Tile): Pill {
  const count = group.reduce((sum, { arrow }) => sum + tile.arrows.count[arrow], 0);
  return {
    x: (group[0].x + group[group.length - 1].x) / 2,
    y: group.reduce((sum, { y }) => sum + y, 0) / group.length,
    width: widthFor(count),
    count,
    arrows: group.map(({ arrow }) => arrow),
  };
}

function widthFor(count: number): number {
  return 20 + formatCount(count).length * 6.6;
}

/** The pill at a point, or null. */
export function pillAt(pills: readonly Pill[], x: number, y: number): Pill | null {
  return pills.findLast((pill) => Math.abs(pill.x - x) <= pill.width / 2 && Math.abs(pill.y - y) <= pillHeight / 2) ?? null;
}

/** From the first send to the last receive of a pill's bunches, and the rows that they connect. */
export function extentOf(
  pill: Pill,
  tile: Tile,
): { readonly fromNs: number; readonly toNs: number; readonly firstRow: number; readonly endRow: number } {
  const { from, to, fromRow, toRow } = tile.arrows;
  const times = pill.arrows.flatMap((arrow) => [from[arrow], to[arrow]]);
  const rows = pill.arrows.flatMap((arrow) => [fromRow[arrow], toRow[arrow]]).filter((row) => row >= 0);
  return {
    fromNs: tile.originNs + Math.min(...times),
    toNs: tile.originNs + Math.max(...times),
    firstRow: Math.min(...rows),
    endRow: Math.max(...rows) + 1,
  };
}
