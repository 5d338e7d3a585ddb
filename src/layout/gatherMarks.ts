// The marks of a tile, those of one pixel together; alarms stay visible among many lines of output.

import { FloatColumn, IntegerColumn } from './columns.ts';
import type { Tile } from './geometry.ts';
import { type RowLayout, rowOfThread } from './rows.ts';
import type { MarkList } from './threadMarks.ts';
import { offsetIn, type TileWindow } from './tileWindow.ts';
import type { TimelineIndex } from './timelineIndex.ts';

interface MarkColumns {
  readonly at: FloatColumn;
  readonly row: IntegerColumn;
  readonly kind: IntegerColumn;
  readonly count: IntegerColumn;
  readonly event: IntegerColumn;
}

/** Marks stand on the row of their thread. O(rows · pixels · log marks). */
export function gatherMarks(index: TimelineIndex, layout: RowLayout, window: TileWindow): Tile['marks'] {
  const columns: MarkColumns = {
    at: new FloatColumn(),
    row: new IntegerColumn(),
    kind: new IntegerColumn(),
    count: new IntegerColumn(),
    event: new IntegerColumn(),
  };
  for (const [thread, marks] of index.marks.entries()) {
    const row = rowOfThread(index, layout, thread);
    if (row < window.firstRow || row >= window.endRow) continue;
    addPerPixel(window, marks.others, row, columns);
    addPerPixel(window, marks.alarms, row, columns);
  }
  return {
    at: columns.at.take(),
    row: columns.row.take(),
    kind: columns.kind.takeBytes(),
    count: columns.count.take(),
    event: columns.event.take(),
  };
}

function addPerPixel(window: TileWindow, marks: MarkList, row: number, columns: MarkColumns): void {
  const { events, timeNs, kind } = marks;
  let position = marks.firstAtOrAfter(window.fromNs);
  while (position < events.length && timeNs[position] <= window.toNs) {
    const cellEnd = (Math.floor(timeNs[position] / window.stepNs) + 1) * window.stepNs;
    // A cell of rounding may end at its own start: step over the mark itself at least.
    const next = Math.max(position + 1, marks.firstAtOrAfter(cellEnd, position));
    columns.at.push(offsetIn(window, timeNs[position]));
    columns.row.push(row);
    columns.kind.push(kind[position]);
    columns.count.push(next - position);
    columns.event.push(events[position]);
    position = next;
  }
}
