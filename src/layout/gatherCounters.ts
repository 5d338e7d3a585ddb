// The counters of a tile: areas, a step each where there is room, else a pixel each with what lies between its least and its most.

import { FloatColumn, IntegerColumn } from './columns.ts';
import type { CounterLayer, CounterTrack } from './counterTracks.ts';
import type { Tile } from './geometry.ts';
import type { RowLayout } from './rows.ts';
import { offsetIn, type TileWindow } from './tileWindow.ts';
import type { TimelineIndex } from './timelineIndex.ts';

interface CounterColumns {
  readonly from: FloatColumn;
  readonly to: FloatColumn;
  readonly row: IntegerColumn;
  readonly lane: IntegerColumn;
  readonly layer: IntegerColumn;
  readonly base: FloatColumn;
  readonly mean: FloatColumn;
  readonly high: FloatColumn;
}

/** O(rows · pixels · log samples), and less where there are fewer samples than pixels. */
export function gatherCounters(index: TimelineIndex, layout: RowLayout, window: TileWindow): Tile['counters'] {
  const columns: CounterColumns = {
    from: new FloatColumn(),
    to: new FloatColumn(),
    row: new IntegerColumn(),
    lane: new IntegerColumn(),
    layer: new IntegerColumn(),
    base: new FloatColumn(),
    mean: new FloatColumn(),
    high: new FloatColumn(),
  };
  for (let row = window.firstRow; row < window.endRow; row++) {
    const content = layout.contents[row];
    const track = content.kind === 'counter' ? index.counters.of(content.lane) : undefined;
    if (content.kind === 'counter' && track !== undefined) gatherTrack(track, window, row, content.lane, columns);
  }
  return {
    from: columns.from.take(),
    to: columns.to.take(),
    row: columns.row.take(),
    lane: columns.lane.take(),
    layer: columns.layer.takeBytes(),
    base: columns.base.take(),
    mean: columns.mean.take(),
    high: columns.high.take(),
  };
}

function gatherTrack({ layers, top }: CounterTrack, window: TileWindow, row: number, lane: number, columns: CounterColumns): void {
  const edges = edgesOf(layers, window);
  for (let cell = 0; cell + 1 < edges.length; cell++) {
    let base = 0;
    for (const [layer, { steps }] of layers.entries()) {
      const range = steps.range(edges[cell], edges[cell + 1]);
      if (range === null) continue;
      const mean = range.mean / top;
      // Of an upper layer, nothing is nothing to draw; the lowest one is there as long as something is known.
      if (layer === 0 || range.high > 0) {
        columns.from.push(offsetIn(window, Math.max(edges[cell], steps.startNs)));
        columns.to.push(offsetIn(window, Math.min(edges[cell + 1], steps.endNs)));
        columns.row.push(row);
        columns.lane.push(lane);
        columns.layer.push(layer);
        columns.base.push(Math.min(1, base));
        columns.mean.push(Math.min(1, base + mean));
        columns.high.push(Math.min(1, base + range.high / top));
      }
      base += mean;
    }
  }
}

/** Where cells begin and end: at the steps, or, where they lie closer than pixels, on a grid of pixels that panning does not move. */
function edgesOf(layers: readonly CounterLayer[], { fromNs, toNs, stepNs }: TileWindow): readonly number[] {
  const start = Math.max(fromNs, Math.min(...layers.map(({ steps }) => steps.startNs)));
  const end = Math.min(toNs, Math.max(...layers.map(({ steps }) => steps.endNs)));
  if (!(end > start)) return [];
  const bounds = layers.map(({ steps }) => [steps.stepAt(start) + 1, steps.stepAt(end) + 1] as const);
  const steps = bounds.reduce((sum, [first, last]) => sum + last - first, 0);
  if (steps * stepNs > end - start) return gridOf(start, end, stepNs);
  const inner = layers.flatMap(({ steps: own }, layer) => [...own.fromNs.subarray(...bounds[layer])]);
  return [...new Set([start, ...inner.sort((a, b) => a - b), end])];
}

function gridOf(start: number, end: number, stepNs: number): readonly number[] {
  const edges = [start];
  for (let cell = Math.floor(start / stepNs) + 1; cell * stepNs < end; cell++) edges.push(cell * stepNs);
  edges.push(end);
  return edges;
}
