// Marks: a diamond where something was said, a red one with a bar when it went wrong.

import type { Tile } from '../../src/layout/geometry.ts';
import { markKinds } from '../../src/model/vocabulary.ts';
import type { Theme } from '../theme/theme.ts';
import { rowHeight, type Scale, yOf } from './scale.ts';

const alarming = new Set<number>(
  markKinds.flatMap((kind, code) => (kind === 'unhandledRejection' || kind === 'uncaughtException' || kind === 'signal' ? [code] : [])),
);
const radius = 5;

export function drawMarks(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme): void {
  const { at, row, kind, count } = tile.marks;
  const perNs = 1 / scale.nsPerPixel;
  const origin = (tile.originNs - scale.fromNs) * perNs;
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = theme.background;
  for (let i = 0; i < at.length; i++) {
    const x = origin + at[i] * perNs;
    const y = yOf(scale, row[i]) + rowHeight / 2;
    if (x < -radius || x > scale.width + radius || y < -radius || y > scale.height + radius) continue;
    const wrong = alarming.has(kind[i]);
    ctx.fillStyle = wrong ? theme.alarm : theme.foreground;
    const size = count[i] > 1 ? radius + 1.5 : radius;
    drawDiamond(ctx, x, y, wrong ? size + 1 : size);
    if (wrong) {
      ctx.fillStyle = theme.background;
      ctx.fillRect(x - 0.75, y - 3, 1.5, 4);
      ctx.fillRect(x - 0.75, y + 2, 1.5, 1.5);
    }
  }
}

function drawDiamond(ctx: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y - size);
  ctx.lineTo(x + size, y);
  ctx.lineTo(x, y + size);
  ctx.lineTo(x - size, y);
  ctx.closePath();
  ctx.stroke();
  ctx.fill();
}
