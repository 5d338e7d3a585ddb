// Spans over a row: a bracket with its name for a measure, a dark veil for garbage collection, a red frame for a stall, hatching where nothing was recorded.

import type { Tile } from '../../src/layout/geometry.ts';
import { spanKinds } from '../../src/model/vocabulary.ts';
import type { Theme } from '../theme/theme.ts';
import { fitText } from './drawSlices.ts';
import { rowHeight, type Scale, sliceInset, yOf } from './scale.ts';

export function drawSpans(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme): void {
  const { from, to, row, kind, name } = tile.spans;
  const perNs = 1 / scale.nsPerPixel;
  const origin = (tile.originNs - scale.fromNs) * perNs;
  for (let i = 0; i < from.length; i++) {
    const left = Math.max(origin + from[i] * perNs, -4);
    const right = Math.min(origin + to[i] * perNs, scale.width + 4);
    const top = yOf(scale, row[i]);
    if (right < left || left > scale.width || top > scale.height || top < -rowHeight) continue;
    const box = { left, top, width: Math.max(right - left, 1) };
    const word = spanKinds[kind[i]];
    if (word === 'stall') drawStall(ctx, box, theme);
    else if (word === 'gc') drawCollection(ctx, box, theme);
    else if (word === 'leftOut')
      drawLeftOut(ctx, { ...box, left: Math.max(left, 0), width: Math.min(right, scale.width) - Math.max(left, 0) }, theme);
    else drawMeasure(ctx, box, tile.names[name[i]], theme);
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function drawStall(ctx: CanvasRenderingContext2D, box: Box, theme: Theme): void {
  ctx.strokeStyle = theme.alarm;
  ctx.lineWidth = 2;
  ctx.strokeRect(box.left, box.top + sliceInset - 2, box.width, rowHeight - sliceInset * 2 + 4);
}

function drawCollection(ctx: CanvasRenderingContext2D, box: Box, theme: Theme): void {
  ctx.fillStyle = theme.foreground;
  ctx.fillRect(box.left, box.top + rowHeight - 5, box.width, 3);
}

const hatchStep = 8;

/** The box lies within the view: what is outside of it is not hatched. */
function drawLeftOut(ctx: CanvasRenderingContext2D, box: Box, theme: Theme): void {
  const top = box.top + sliceInset;
  const height = rowHeight - sliceInset * 2;
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left, top, Math.max(box.width, 1), height);
  ctx.clip();
  ctx.beginPath();
  for (let x = box.left - height; x < box.left + box.width; x += hatchStep) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.strokeStyle = theme.foreground;
  ctx.globalAlpha = 0.35;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.restore();
}

function drawMeasure(ctx: CanvasRenderingContext2D, box: Box, name: string, theme: Theme): void {
  ctx.fillStyle = theme.foreground;
  ctx.fillRect(box.left, box.top + 2, box.width, 1);
  ctx.fillRect(box.left, box.top + 2, 1, 4);
  ctx.fillRect(box.left + box.width - 1, box.top + 2, 1, 4);
  if (box.width < 60) return;
  ctx.font = `10px ${theme.font}`;
  ctx.textBaseline = 'top';
  const text = fitText(ctx, name, box.width - 8);
  if (text === '') return;
  const from = Math.max(box.left, 0) + 4;
  ctx.fillStyle = theme.background;
  ctx.fillRect(from - 2, box.top, ctx.measureText(text).width + 4, 9);
  ctx.fillStyle = theme.foreground;
  ctx.fillText(text, from, box.top - 1);
}
