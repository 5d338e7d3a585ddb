// Slices: when a task ran. Fills first, grouped by hue because changing colour is dear; then names; then what is wrong.

import type { Tile } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { rowHeight, type Scale, sliceHeight, sliceInset, yOf } from './scale.ts';

/** Narrower slices bear no name: an initial and an ellipsis say nothing. */
const narrowestNamed = 40;
/** Below this a rounded corner is not seen but paid for. */
const narrowestRound = 6;

export function drawSlices(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme): void {
  const named: number[] = [];
  const alarming: number[] = [];
  drawFills(ctx, tile, scale, theme, named, alarming);
  drawNames(ctx, tile, scale, theme, named);
  ctx.strokeStyle = theme.alarm;
  ctx.lineWidth = 2;
  for (const i of alarming) {
    const box = boxOf(tile, scale, i);
    ctx.strokeRect(box.left, box.top - 1, Math.max(box.width, 3), sliceHeight + 2);
    drawFlag(ctx, box.left, box.top, theme);
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function boxOf(tile: Tile, scale: Scale, i: number): Box {
  const { from, to, row } = tile.slices;
  const origin = (tile.originNs - scale.fromNs) / scale.nsPerPixel;
  // Clipped a little outside the edge: Skia is slow with coordinates in the millions.
  const left = Math.max(origin + from[i] / scale.nsPerPixel, -4);
  const right = Math.min(origin + to[i] / scale.nsPerPixel, scale.width + 4);
  return { left, top: yOf(scale, row[i]) + sliceInset, width: right - left };
}

function drawFills(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme, named: number[], alarming: number[]): void {
  const { from, to, row, hue, flags } = tile.slices;
  const perNs = 1 / scale.nsPerPixel;
  const origin = (tile.originNs - scale.fromNs) * perNs;
  let colour = -1;
  ctx.lineWidth = 1;
  for (let i = 0; i < from.length; i++) {
    const left = Math.max(origin + from[i] * perNs, -4);
    const right = Math.min(origin + to[i] * perNs, scale.width + 4);
    const top = yOf(scale, row[i]);
    if (right < left || left > scale.width || top > scale.height || top < -rowHeight) continue;
    if (hue[i] !== colour) {
      colour = hue[i];
      ctx.fillStyle = theme.outlined ? theme.background : theme.hues[colour].fill;
      ctx.strokeStyle = theme.hues[colour].fill;
    }
    const width = Math.max(right - left, 1);
    if (width >= narrowestNamed) named.push(i);
    if (flags[i] !== 0) alarming.push(i);
    drawBox(ctx, left, top + sliceInset, width, theme);
  }
}

function drawBox(ctx: CanvasRenderingContext2D, left: number, top: number, width: number, theme: Theme): void {
  if (theme.outlined && width >= 3) {
    ctx.fillRect(left, top, width, sliceHeight);
    ctx.strokeRect(left + 0.5, top + 0.5, width - 1, sliceHeight - 1);
  } else if (theme.outlined) {
    ctx.strokeRect(left + 0.5, top + 0.5, 0.5, sliceHeight - 1);
  } else if (width < narrowestRound) {
    ctx.fillRect(left, top, width, sliceHeight);
  } else {
    ctx.beginPath();
    ctx.roundRect(left, top, width, sliceHeight, 2);
    ctx.fill();
  }
}

function drawNames(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme, named: readonly number[]): void {
  ctx.font = `12px ${theme.font}`;
  ctx.textBaseline = 'middle';
  for (const i of named) {
    const box = boxOf(tile, scale, i);
    const text = fitText(ctx, tile.names[tile.slices.name[i]], box.width - 10);
    if (text === '') continue;
    ctx.fillStyle = theme.hues[tile.slices.hue[i]].text;
    // A long slice that begins left of the window keeps its name in sight.
    ctx.fillText(text, Math.max(box.left, 0) + 5, box.top + sliceHeight / 2 + 0.5);
  }
}

const widths = new Map<string, number>();

/** The text, shortened with an ellipsis to fit; empty when not even three letters do. */
export function fitText(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  const key = `${ctx.font}\n${text}`;
  let full = widths.get(key);
  if (full === undefined) {
    full = ctx.measureText(text).width;
    if (widths.size > 5_000) widths.clear();
    widths.set(key, full);
  }
  if (full <= width) return text;
  // By average width: measuring each shortening costs more than a letter too few.
  const letters = Math.floor(((width - 8) / full) * text.length);
  return letters < 3 ? '' : `${text.slice(0, letters)}…`;
}

/** A corner flag beside the red outline: what is wrong must not be told by colour alone. */
function drawFlag(ctx: CanvasRenderingContext2D, left: number, top: number, theme: Theme): void {
  ctx.fillStyle = theme.alarm;
  ctx.beginPath();
  ctx.moveTo(left - 1, top - 7);
  ctx.lineTo(left + 7, top - 2);
  ctx.lineTo(left - 1, top - 2);
  ctx.fill();
}
