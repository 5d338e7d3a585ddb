// A tile: everything that stands in a window of rows and time, at the level of detail that its resolution can show.

import type { Nanoseconds } from '../model/units.ts';
import { gatherArrows } from './arrows.ts';
import { gatherCounters } from './gatherCounters.ts';
import { gatherMarks } from './gatherMarks.ts';
import { gatherRow } from './gatherRow.ts';
import { gatherSpans } from './gatherSpans.ts';
import type { Tile, TileRequest } from './geometry.ts';
import { SliceColumns, StripColumns, WaitColumns } from './rectangles.ts';
import type { RowLayout } from './rows.ts';
import { TileNames } from './tileNames.ts';
import type { TileWindow } from './tileWindow.ts';
import type { TimelineIndex } from './timelineIndex.ts';

/** A tile has as many columns at most: more than any screen, so that a request can't ask for all memory. */
const mostColumns = 32_768;

/**
 * Everything in the window, each slice a pixel wide or wider by itself and every narrower one in exactly one strip.
 * Rows outside the row list are empty. O(rows · (toNs − fromNs) ∕ nsPerPixel), however many events the trace has.
 */
export function layoutTile(index: TimelineIndex, layout: RowLayout, request: TileRequest): Tile {
  const window = windowOf(layout, request);
  const names = new TileNames();
  const slices = new SliceColumns(window);
  const strips = new StripColumns(window);
  const waits = new WaitColumns(window);
  for (let row = window.firstRow; row < window.endRow; row++) {
    gatherRow({ index, content: layout.contents[row], hue: layout.rows[row].hue, row, window, names, slices, strips, waits });
  }
  return {
    request,
    originNs: window.originNs,
    slices: slices.take(),
    strips: strips.take(),
    waits: waits.take(),
    spans: gatherSpans(index, layout, window, names),
    arrows: gatherArrows(index, layout, window),
    marks: gatherMarks(index, layout, window),
    counters: gatherCounters(index, layout, window),
    names: names.list,
  };
}

function windowOf(layout: RowLayout, request: TileRequest): TileWindow {
  const step = request.nsPerPixel > 0 ? request.nsPerPixel : Number.MIN_VALUE;
  const width = Math.max(step, request.toNs - request.fromNs);
  const clampRow = (row: number): number => Math.max(0, Math.min(layout.rows.length, Math.floor(row)));
  return {
    originNs: request.fromNs,
    fromNs: request.fromNs,
    toNs: request.fromNs + width,
    stepNs: Math.max(step, width / mostColumns) as Nanoseconds,
    firstRow: clampRow(request.firstRow),
    endRow: clampRow(request.endRow),
  };
}
