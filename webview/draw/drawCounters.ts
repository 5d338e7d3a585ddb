// Counters: areas under a crest line; what could not run or had to queue is hatched upon them; the scale stands at the upper edge.

import type { Row, Tile } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { hatchOf } from './hatch.ts';
import { rowHeight, rowsInSight, type Scale, yOf } from './scale.ts';

/** Room above and below the area in its row. */
const inset = 3;
const areaHeight = rowHeight - inset * 2 - 1;
const areaOpacity = 0.32;
/** What was reached only now and then. */
const peakOpacity = 0.14;
/** Hatching in the warm hue: it tells of something that was in the way. */
const hatchHue = 1;

/**
 * Three passes, so that the colour changes three times and not with every sample: areas and their peaks, hatching, crest lines.
 * In high contrast an area is only its crest.
 */
export function drawCounters(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme): void {
  if (tile.counters.from.length === 0) return;
  ctx.save();
  ctx.fillStyle = theme.foreground;
  if (!theme.outlined) {
    ctx.globalAlpha = areaOpacity;
    forEachArea(tile, scale, 0, ({ left, width, base, mean }) => ctx.fillRect(left, mean, width, base - mean));
    ctx.globalAlpha = peakOpacity;
    forEachArea(tile, scale, 0, ({ left, width, mean, high }) => high < mean && ctx.fillRect(left, high, width, mean - high));
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = hatchOf(ctx, theme, hatchHue);
  forEachArea(tile, scale, 1, ({ left, width, base, high }) => ctx.fillRect(left, high, width, base - high));
  drawCrest(ctx, tile, scale, theme);
  ctx.restore();
}

interface Area {
  readonly row: number;
  readonly left: number;
  readonly width: number;
  /** Pixels from the top of the canvas. */
  readonly base: number;
  readonly mean: number;
  readonly high: number;
}

/** Of layer 0, or of all that stand upon it, what is in sight. */
function forEachArea(tile: Tile, scale: Scale, wanted: 0 | 1, draw: (area: Area) => void): void {
  const { from, to, row, layer, base, mean, high } = tile.counters;
  const perNs = 1 / scale.nsPerPixel;
  const origin = (tile.originNs - scale.fromNs) * perNs;
  for (let i = 0; i < from.length; i++) {
    if (Math.min(layer[i], 1) !== wanted) continue;
    // Edges on whole pixels: neighbours that share one would show a seam.
    const left = Math.round(Math.max(origin + from[i] * perNs, -4));
    const right = Math.round(Math.min(origin + to[i] * perNs, scale.width + 4));
    const ground = yOf(scale, row[i]) + inset + areaHeight;
    if (right <= left || ground < 0 || ground - areaHeight > scale.height) continue;
    draw({
      row: row[i],
      left,
      width: right - left,
      base: ground - base[i] * areaHeight,
      mean: ground - mean[i] * areaHeight,
      high: ground - high[i] * areaHeight,
    });
  }
}

/** One line along the means, broken where nothing is known. */
function drawCrest(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme): void {
  ctx.fillStyle = theme.foreground;
  ctx.globalAlpha = theme.outlined ? 1 : 0.7;
  let before: Area | null = null;
  forEachArea(tile, scale, 0, (area) => {
    const { left, width, mean, base } = area;
    const joins = before !== null && before.row === area.row && before.left + before.width === left;
    const top = Math.min(mean, base - 1);
    ctx.fillRect(left, top, width, 1);
    if (joins && before !== null) {
      const other = Math.min(before.mean, before.base - 1);
      if (Math.abs(other - top) > 1) ctx.fillRect(left, Math.min(other, top), 1, Math.abs(other - top) + 1);
    }
    before = area;
  });
}

/** The value at the upper edge of each counter's row, over what is drawn there. */
export function drawCounterScales(ctx: CanvasRenderingContext2D, rows: readonly Row[], scale: Scale, theme: Theme): void {
  const { first, end } = rowsInSight(scale);
  ctx.font = `9px ${theme.font}`;
  ctx.textBaseline = 'top';
  for (let row = first; row < Math.min(end, rows.length); row++) {
    const { top } = rows[row];
    if (top === undefined) continue;
    const y = yOf(scale, row) + inset;
    const width = ctx.measureText(top).width;
    ctx.globalAlpha = 0.75;
    ctx.fillStyle = theme.background;
    ctx.fillRect(2, y - 1, width + 4, 10);
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.dim;
    ctx.fillText(top, 4, y - 1);
  }
}
