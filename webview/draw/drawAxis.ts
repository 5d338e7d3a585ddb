// The time axis: a tick and a time at each line of the grid, and the time under the pointer.

import type { Theme } from '../theme/theme.ts';
import { type Scale, xOf } from './scale.ts';

interface AxisTick {
  readonly timeNs: number;
  readonly label: string;
}

export interface AxisData {
  readonly ticks: readonly AxisTick[];
  readonly cursor: AxisTick | null;
}

export function drawAxis(ctx: CanvasRenderingContext2D, data: AxisData, scale: Scale, theme: Theme): void {
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, scale.width, scale.height);
  ctx.font = `11px ${theme.font}`;
  ctx.textBaseline = 'middle';
  for (const { timeNs, label } of data.ticks) {
    const x = Math.round(xOf(scale, timeNs));
    ctx.fillStyle = theme.gridLine;
    ctx.fillRect(x, scale.height - 8, 1, 8);
    ctx.fillStyle = theme.dim;
    // A label that would leave the axis is left out: half a time is a wrong time.
    if (x + 4 + ctx.measureText(label).width <= scale.width) ctx.fillText(label, x + 4, scale.height / 2);
  }
  if (data.cursor !== null) drawCursorTime(ctx, data.cursor, scale, theme);
}

function drawCursorTime(ctx: CanvasRenderingContext2D, cursor: AxisTick, scale: Scale, theme: Theme): void {
  const x = xOf(scale, cursor.timeNs);
  const width = ctx.measureText(cursor.label).width + 12;
  const left = Math.min(Math.max(x - width / 2, 0), Math.max(0, scale.width - width));
  ctx.fillStyle = theme.card;
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(left + 0.5, 3.5, width - 1, scale.height - 7, 3);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.foreground;
  ctx.fillText(cursor.label, left + 6, scale.height / 2 + 0.5);
}
