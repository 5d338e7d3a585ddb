// The tables' last step: columns that were filled at full width get the width that they need.

import { type IndexColumn, narrowIndexes } from '../model/indexColumn.ts';
import { Times } from '../model/times.ts';
import type { EventTable, SliceTable, SpanTable, TaskTable, WaitTable } from '../model/trace.ts';

/** A table while it is filled. */
export type Wide<Table> = {
  readonly [Column in keyof Table]: Table[Column] extends Times
    ? Float64Array
    : IndexColumn extends Table[Column]
      ? Uint32Array
      : Table[Column];
};

export function compactTasks(tasks: Wide<TaskTable>): TaskTable {
  return {
    ...tasks,
    group: narrowIndexes(tasks.group),
    name: narrowIndexes(tasks.name),
    source: narrowIndexes(tasks.source),
    createdNs: Times.of(tasks.createdNs),
    settledNs: Times.of(tasks.settledNs),
  };
}

export function compactSlices(slices: Wide<SliceTable>): SliceTable {
  return { ...slices, startNs: Times.of(slices.startNs), endNs: Times.of(slices.endNs) };
}

export function compactWaits(waits: Wide<WaitTable>): WaitTable {
  return {
    ...waits,
    startNs: Times.of(waits.startNs),
    readyNs: Times.of(waits.readyNs),
    endNs: Times.of(waits.endNs),
    source: narrowIndexes(waits.source),
  };
}

export function compactEvents(events: Wide<EventTable>): EventTable {
  return { ...events, timeNs: Times.of(events.timeNs), name: narrowIndexes(events.name), source: narrowIndexes(events.source) };
}

export function compactSpans(spans: Wide<SpanTable>): SpanTable {
  return { ...spans, startNs: Times.of(spans.startNs), endNs: Times.of(spans.endNs) };
}
