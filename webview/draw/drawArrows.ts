// Message arrows: from a send to its receive, a stub where an end is not traced, a pill with a count for a dense bunch.

import { formatCount } from '../../src/layout/format.ts';
import type { Tile } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { type ArrowEnds, arrowEnds, isInSight } from './arrowEnds.ts';
import { type Pill, pillHeight, placePills } from './pills.ts';
import type { Scale } from './scale.ts';

export interface ArrowChoice {
  /** Messages to accent; the others stay thin and grey. */
  readonly accented: ReadonlySet<number>;
}

export function drawArrows(ctx: CanvasRenderingContext2D, tile: Tile, scale: Scale, theme: Theme, choice: ArrowChoice): void {
  const { count, message, fromRow, toRow } = tile.arrows;
  const accented: number[] = [];
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.arrow;
  ctx.fillStyle = theme.arrow;
  for (let i = 0; i < count.length; i++) {
    const ends = arrowEnds(tile, i, scale);
    if (!isInSight(ends, scale)) continue;
    if (count[i] > 1) drawBunch(ctx, ends);
    else if (choice.accented.has(message[i])) accented.push(i);
    else drawArrow(ctx, ends, fromRow[i] < 0 || toRow[i] < 0);
  }
  for (const pill of placePills(tile, scale))
    drawPill(
      ctx,
      pill,
      theme,
      pill.arrows.some((arrow) => choice.accented.has(message[arrow])),
    );
  ctx.lineWidth = 2;
  ctx.strokeStyle = theme.accent;
  ctx.fillStyle = theme.accent;
  for (const i of accented) drawArrow(ctx, arrowEnds(tile, i, scale), fromRow[i] < 0 || toRow[i] < 0);
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

/** A bunch has no arrow head: it stands for many, which do not end in one point. */
function drawBunch(ctx: CanvasRenderingContext2D, { x0, y0, x1, y1 }: ArrowEnds): void {
  const y = (y0 + y1) / 2;
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(x0, y, x1, y, x1, y1);
  ctx.stroke();
}

function drawPill(ctx: CanvasRenderingContext2D, pill: Pill, theme: Theme, accented: boolean): void {
  ctx.lineWidth = accented ? 2 : 1;
  ctx.strokeStyle = accented ? theme.accent : theme.foreground;
  ctx.fillStyle = theme.card;
  ctx.beginPath();
  ctx.roundRect(pill.x - pill.width / 2, pill.y - pillHeight / 2, pill.width, pillHeight, pillHeight / 2);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.foreground;
  ctx.font = `11px ${theme.font}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  ctx.fillText(`×${formatCount(pill.count)}`, pill.x, pill.y + 0.5);
  ctx.textAlign = 'left';
}
