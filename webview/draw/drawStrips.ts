// Strips: slices too narrow to be seen one by one, merged; the height tells how busy the time was.

import type { Tile } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { rowHeight, type Scale, sliceHeight, sliceInset, yOf } from './scale.ts';

/** Even a nearly idle strip stays visible: never a blank where something ran. */
const lowest = 5;

export function drawStrips(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme): void {
  const { from, to, row, hue, busy } = tile.strips;
  const perNs = 1 / scale.nsPerPixel;
  const origin = (tile.originNs - scale.fromNs) * perNs;
  let colour = -1;
  for (let i = 0; i < from.length; i++) {
    const left = origin + from[i] * perNs;
    const right = origin + to[i] * perNs;
    const top = yOf(scale, row[i]);
    if (right < 0 || left > scale.width || top > scale.height || top < -rowHeight) continue;
    if (hue[i] !== colour) {
      colour = hue[i];
      ctx.fillStyle = theme.hues[colour].fill;
    }
    const height = Math.max(lowest, (busy[i] / 255) * sliceHeight);
    ctx.fillRect(left, top + sliceInset + sliceHeight - height, Math.max(right - left, 1), height);
  }
}
