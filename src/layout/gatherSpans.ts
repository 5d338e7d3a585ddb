// The spans of a tile: garbage collection, stalls and measures, over the row of their thread.

import { codeOf, spanKinds } from '../model/vocabulary.ts';
import { FloatColumn, IntegerColumn } from './columns.ts';
import type { Tile } from './geometry.ts';
import { type RowLayout, rowOfThread } from './rows.ts';
import type { TileNames } from './tileNames.ts';
import { offsetIn, type TileWindow } from './tileWindow.ts';
import type { TimelineIndex } from './timelineIndex.ts';

const gc = codeOf(spanKinds, 'gc');
/** More spans than this say nothing in one tile. */
const mostSpans = 2_000;

/** Of spans of one kind that begin in the same pixel, only the longest is kept. */
export function gatherSpans(index: TimelineIndex, layout: RowLayout, window: TileWindow, names: TileNames): Tile['spans'] {
  const { spans } = index.frame;
  const columns = {
    from: new FloatColumn(),
    to: new FloatColumn(),
    row: new IntegerColumn(),
    kind: new IntegerColumn(),
    span: new IntegerColumn(),
    name: new IntegerColumn(),
  };
  for (const [thread, own] of index.spans.entries()) {
    const rows = rowsOfSpans(index, layout, thread);
    if (![rows.own, rows.gc].some((row) => isVisible(window, row))) continue;
    for (const span of longestPerPixel(index, window, own.items, own.firstEndingAfter(window.fromNs))) {
      if (columns.span.length >= mostSpans) break;
      const places = spans.kind[span] === gc && rows.gc !== rows.own ? [rows.own, rows.gc] : [rows.own];
      for (const row of places) {
        if (!isVisible(window, row)) continue;
        columns.from.push(offsetIn(window, spans.startNs.at(span)));
        columns.to.push(offsetIn(window, endOfSpan(index, span)));
        columns.row.push(row);
        columns.kind.push(spans.kind[span]);
        columns.span.push(span);
        columns.name.push(names.placeOf(index.frame.strings[spans.name[span]]));
      }
    }
  }
  return {
    from: columns.from.take(),
    to: columns.to.take(),
    row: columns.row.take(),
    kind: columns.kind.takeBytes(),
    span: columns.span.take(),
    name: columns.name.take(),
  };
}

/** A pause for garbage stands on the row of the thread that it stopped, and on the system row of its process. */
function rowsOfSpans(index: TimelineIndex, layout: RowLayout, thread: number): { readonly own: number; readonly gc: number } {
  const { lanes, threads } = index.frame;
  const own = rowOfThread(index, layout, thread);
  const process = lanes[threads[thread].lane].parent;
  const system = process < 0 ? undefined : index.children[process].find((lane) => lanes[lane].kind === 'system' && !index.groups.has(lane));
  return { own, gc: system === undefined ? own : layout.rowOfLane[system] };
}

function isVisible(window: TileWindow, row: number): boolean {
  return row >= window.firstRow && row < window.endRow;
}

export function endOfSpan(index: TimelineIndex, span: number): number {
  const end = index.frame.spans.endNs.at(span);
  return Number.isNaN(end) ? index.frame.header.durationNs : end;
}

function longestPerPixel(index: TimelineIndex, window: TileWindow, items: Uint32Array, first: number): number[] {
  const { startNs, kind } = index.frame.spans;
  const kept: number[] = [];
  /** By kind: the pixel of the last one kept, and its place in `kept`. */
  const last = new Map<number, { readonly cell: number; readonly place: number }>();
  for (let i = first; i < items.length && startNs.at(items[i]) <= window.toNs; i++) {
    const span = items[i];
    if (endOfSpan(index, span) < window.fromNs) continue;
    const cell = Math.floor(startNs.at(span) / window.stepNs);
    const before = last.get(kind[span]);
    if (before?.cell !== cell) last.set(kind[span], { cell, place: kept.push(span) - 1 });
    else if (lengthOf(index, span) > lengthOf(index, kept[before.place])) kept[before.place] = span;
  }
  return kept;
}

function lengthOf(index: TimelineIndex, span: number): number {
  return endOfSpan(index, span) - index.frame.spans.startNs.at(span);
}
