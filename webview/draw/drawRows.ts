// The ground of the lanes: bands of processes, lines between rows, the grid of time.

import type { Row } from '../../src/layout/geometry.ts';
import type { Theme } from '../theme/theme.ts';
import { rowHeight, rowsInSight, type Scale, xOf, yOf } from './scale.ts';

export interface Ground {
  readonly rows: readonly Row[];
  /** Times of the grid's lines. */
  readonly grid: readonly number[];
}

export function drawRows(ctx: CanvasRenderingContext2D, ground: Ground, scale: Scale, theme: Theme): void {
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, scale.width, scale.height);
  const { first, end } = rowsInSight(scale);
  const last = Math.min(end, ground.rows.length);
  ctx.fillStyle = theme.band;
  for (let row = first; row < last; row++) {
    const { kind } = ground.rows[row];
    if (kind === 'process' || kind === 'machine') ctx.fillRect(0, yOf(scale, row), scale.width, rowHeight);
  }
  ctx.fillStyle = theme.gridLine;
  for (const timeNs of ground.grid) ctx.fillRect(Math.round(xOf(scale, timeNs)), 0, 1, scale.height);
  ctx.fillStyle = theme.rowLine;
  for (let row = first; row < last; row++) ctx.fillRect(0, yOf(scale, row) + rowHeight - 1, scale.width, 1);
}
