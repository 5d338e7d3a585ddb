// The minimap: tasks running over the whole run, stacked by process; what went wrong as red ticks; the window as a box.

import type { Minimap } from '../../src/protocol/timelineSource.ts';
import type { TimeWindow } from '../state/timeWindow.ts';
import type { Theme } from '../theme/theme.ts';

export interface MinimapScale {
  readonly bounds: TimeWindow;
  readonly durationNs: number;
  readonly width: number;
  readonly height: number;
}

export function minimapX(scale: MinimapScale, timeNs: number): number {
  return ((timeNs - scale.bounds.fromNs) / (scale.bounds.toNs - scale.bounds.fromNs)) * scale.width;
}

export function drawMinimap(ctx: CanvasRenderingContext2D, map: Minimap, scale: MinimapScale, theme: Theme): void {
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, scale.width, scale.height);
  const columns = map.series[0]?.values.length ?? 0;
  const tallest = tallestColumn(map, columns);
  const ground = scale.height - 2;
  const room = scale.height - 10;
  const heights = new Float32Array(columns);
  const from = minimapX(scale, 0);
  const step = (minimapX(scale, scale.durationNs) - from) / Math.max(columns, 1);
  for (const { hue, values } of map.series) {
    ctx.fillStyle = theme.hues[hue].fill;
    for (let column = 0; column < columns; column++) {
      const height = (values[column] / tallest) * room;
      if (height <= 0) continue;
      // What ran at all is at least a line, however little it was. Edges on whole pixels: halves would draw stripes.
      const shown = heights[column] === 0 ? Math.max(height, 1) : height;
      const left = Math.floor(from + column * step);
      const right = Math.max(left + 1, Math.floor(from + (column + 1) * step));
      ctx.fillRect(left, ground - heights[column] - shown, right - left, shown);
      heights[column] += shown;
    }
  }
  ctx.fillStyle = theme.alarm;
  for (const alarmNs of map.alarms) ctx.fillRect(minimapX(scale, alarmNs) - 1, 1, 3, 5);
}

function tallestColumn(map: Minimap, columns: number): number {
  let tallest = 1e-9;
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (const { values } of map.series) sum += values[column];
    tallest = Math.max(tallest, sum);
  }
  return tallest;
}
