// What the person points at: the ring round the selection, the dragged area, the line under the pointer.

import type { TimeWindow } from '../state/timeWindow.ts';
import type { Theme } from '../theme/theme.ts';
import { rowHeight, type Scale, sliceHeight, sliceInset, xOf, yOf } from './scale.ts';

export interface Focus {
  readonly selected: { readonly interval: TimeWindow; readonly row: number } | null;
  readonly range: TimeWindow | null;
  readonly cursorNs: number | null;
}

export function drawFocus(ctx: CanvasRenderingContext2D, focus: Focus, scale: Scale, theme: Theme): void {
  ctx.clearRect(0, 0, scale.width, scale.height);
  if (focus.range !== null) drawRange(ctx, focus.range, scale, theme);
  if (focus.cursorNs !== null) drawCrosshair(ctx, xOf(scale, focus.cursorNs), scale, theme);
  if (focus.selected !== null && focus.selected.row >= 0) drawRing(ctx, focus.selected.interval, focus.selected.row, scale, theme);
}

function drawRange(ctx: CanvasRenderingContext2D, range: TimeWindow, scale: Scale, theme: Theme): void {
  const left = xOf(scale, range.fromNs);
  const right = xOf(scale, range.toNs);
  ctx.fillStyle = theme.rangeTint;
  ctx.fillRect(left, 0, right - left, scale.height);
  ctx.fillStyle = theme.accent;
  ctx.fillRect(left, 0, 1, scale.height);
  ctx.fillRect(right - 1, 0, 1, scale.height);
}

function drawCrosshair(ctx: CanvasRenderingContext2D, x: number, scale: Scale, theme: Theme): void {
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(Math.round(x) + 0.5, 0);
  ctx.lineTo(Math.round(x) + 0.5, scale.height);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawRing(ctx: CanvasRenderingContext2D, interval: TimeWindow, row: number, scale: Scale, theme: Theme): void {
  const left = Math.max(xOf(scale, interval.fromNs), -10);
  const right = Math.min(xOf(scale, interval.toNs), scale.width + 10);
  if (right < left) return;
  const top = yOf(scale, row) + sliceInset;
  if (top > scale.height || top < -rowHeight) return;
  const width = Math.max(right - left, 4);
  // Two rings, one in the ground's colour, so that the outer one shows on any fill.
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.background;
  ctx.strokeRect(left - 2, top - 2, width + 4, sliceHeight + 4);
  ctx.lineWidth = 2;
  ctx.strokeStyle = theme.accent;
  ctx.strokeRect(left - 3, top - 3, width + 6, sliceHeight + 6);
}
