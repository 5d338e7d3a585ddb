// Waits: a hair line while blocked, hatching while ready but not running.

import type { Tile } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { hatchOf } from './hatch.ts';
import { rowHeight, type Scale, sliceHeight, sliceInset, yOf } from './scale.ts';

export function drawWaits(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme): void {
  const { from, to, row, hue, ready } = tile.waits;
  const perNs = 1 / scale.nsPerPixel;
  const origin = (tile.originNs - scale.fromNs) * perNs;
  let colour = -1;
  for (let i = 0; i < from.length; i++) {
    const left = Math.max(origin + from[i] * perNs, -2);
    const right = Math.min(origin + to[i] * perNs, scale.width + 2);
    const top = yOf(scale, row[i]);
    if (right <= left || top > scale.height || top < -rowHeight) continue;
    const code = hue[i] * 2 + ready[i];
    if (code !== colour) {
      colour = code;
      ctx.fillStyle = ready[i] === 1 ? hatchOf(ctx, theme, hue[i]) : theme.hues[hue[i]].fill;
    }
    // A ready time of less than a pixel still shows as one, else it would hide just where zooming in would reveal it.
    if (ready[i] === 1) ctx.fillRect(left, top + sliceInset + 3, Math.max(right - left, 1), sliceHeight - 6);
    else ctx.fillRect(left, Math.round(top + rowHeight / 2 - 0.5), right - left, 1);
  }
}
