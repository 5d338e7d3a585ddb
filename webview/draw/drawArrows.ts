// Message arrows: from a send to its receive, a stub where an end is not traced, a pill with a count for a dense bunch.

import type { Tile } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { rowHeight, type Scale, yOf } from './scale.ts';

const stubLength = 22;

export interface ArrowChoice {
  /** Messages to accent; the others stay thin and grey. */
  readonly accented: ReadonlySet<number>;
}

export interface ArrowEnds {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Where arrow `i` begins and ends on screen. An end that is not traced lies a stub's length away. */
export function arrowEnds(tile: Tile, i: number, scale: Scale): ArrowEnds {
  const { from, fromRow, to, toRow } = tile.arrows;
  const origin = (tile.originNs - scale.fromNs) / scale.nsPerPixel;
  const sender = fromRow[i];
  const receiver = toRow[i];
  const x0 = origin + from[i] / scale.nsPerPixel;
  const x1 = origin + to[i] / scale.nsPerPixel;
  const middle = rowHeight / 2;
  if (sender < 0) return { x0: x1 - stubLength, y0: yOf(scale, receiver) + 5, x1, y1: yOf(scale, receiver) + middle };
  if (receiver < 0) return { x0, y0: yOf(scale, sender) + middle, x1: x0 + stubLength, y1: yOf(scale, sender) + 5 };
  return { x0, y0: yOf(scale, sender) + middle, x1, y1: yOf(scale, receiver) + middle };
}

export function drawArrows(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme, choice: ArrowChoice): void {
  const { count, message, fromRow, toRow } = tile.arrows;
  const accented: number[] = [];
  const bundles: number[] = [];
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.arrow;
  ctx.fillStyle = theme.arrow;
  for (let i = 0; i < count.length; i++) {
    const ends = arrowEnds(tile, i, scale);
    if (!isInSight(ends, scale)) continue;
    if (count[i] > 1) bundles.push(i);
    else if (choice.accented.has(message[i])) accented.push(i);
    else drawArrow(ctx, ends, fromRow[i] < 0 || toRow[i] < 0);
  }
  for (const i of bundles) drawPill(ctx, arrowEnds(tile, i, scale), count[i], theme, choice.accented.has(message[i]));
  ctx.lineWidth = 2;
  ctx.strokeStyle = theme.accent;
  ctx.fillStyle = theme.accent;
  for (const i of accented) drawArrow(ctx, arrowEnds(tile, i, scale), fromRow[i] < 0 || toRow[i] < 0);
}

function isInSight(ends: ArrowEnds, scale: Scale): boolean {
  return (
    Math.max(ends.x0, ends.x1) >= -stubLength &&
    Math.min(ends.x0, ends.x1) <= scale.width + stubLength &&
    Math.max(ends.y0, ends.y1) >= 0 &&
    Math.min(ends.y0, ends.y1) <= scale.height
  );
}

function drawArrow(ctx: CanvasRenderingContext2D, ends: ArrowEnds, stub: boolean): void {
  const { x0, y0, x1, y1 } = ends;
  // Leaves and enters level, so that arrows from one place do not lie on top of each other.
  const bend = Math.min(Math.max(Math.abs(x1 - x0) / 2, 8), 60);
  if (stub) ctx.setLineDash([3, 2]);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1 - 5, y1);
  ctx.stroke();
  if (stub) ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x1 - 7, y1 - 3.5);
  ctx.lineTo(x1 - 7, y1 + 3.5);
  ctx.fill();
}

/** Middle of a pill on screen. */
export function pillCentre(ends: ArrowEnds): { readonly x: number; readonly y: number } {
  return { x: (ends.x0 + ends.x1) / 2, y: (ends.y0 + ends.y1) / 2 };
}

export const pillHeight = 18;

export function pillWidth(count: number): number {
  return 20 + String(count).length * 7;
}

function drawPill(ctx: CanvasRenderingContext2D, ends: ArrowEnds, count: number, theme: Theme, accented: boolean): void {
  const { x, y } = pillCentre(ends);
  const width = pillWidth(count);
  ctx.lineWidth = accented ? 2 : 1;
  ctx.strokeStyle = accented ? theme.accent : theme.arrow;
  ctx.beginPath();
  ctx.moveTo(ends.x0, ends.y0);
  ctx.bezierCurveTo(ends.x0, y, ends.x1, y, ends.x1, ends.y1);
  ctx.stroke();
  ctx.fillStyle = theme.card;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - pillHeight / 2, width, pillHeight, pillHeight / 2);
  ctx.fill();
  ctx.strokeStyle = accented ? theme.accent : theme.foreground;
  ctx.stroke();
  ctx.fillStyle = theme.foreground;
  ctx.font = `11px ${theme.font}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  ctx.fillText(`×${count}`, x, y + 0.5);
  ctx.textAlign = 'left';
  ctx.strokeStyle = theme.arrow;
  ctx.fillStyle = theme.arrow;
  ctx.lineWidth = 1;
}
