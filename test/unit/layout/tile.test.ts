// A tile holds what stands in its window, at its resolution, and the hit test finds what was drawn.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostArrows } from '../../../src/layout/arrows.ts';
import type { Tile, TileRequest } from '../../../src/layout/geometry.ts';
import { hitTest } from '../../../src/layout/hitTest.ts';
import { layoutRows, rowOfTask } from '../../../src/layout/rows.ts';
import { layoutTile } from '../../../src/layout/tile.ts';
import { buildTraceIndex } from '../../../src/layout/traceIndex.ts';
import { Times } from '../../../src/model/times.ts';
import { syntheticTrace } from '../../support/syntheticTrace.ts';

const trace = syntheticTrace({ events: 20_000 });
const index = buildTraceIndex(trace);
const threadLanes = trace.lanes.flatMap((lane, at) => (lane.kind === 'thread' ? [at] : []));
/** Everything unfolded, so that every task has a row of its group. */
const open = layoutRows(index, { toggled: toggleAll(), expanded: [], hideIdle: false });

function toggleAll(): number[] {
  return [...layoutRows(index, { toggled: [], expanded: [], hideIdle: false }).folded];
}

function requestOf(from: number, span: number, firstRow = 0, endRow = open.rows.length): TileRequest {
  return { fromNs: from, toNs: from + span, firstRow, endRow, nsPerPixel: span / 800 };
}

const duration = trace.header.durationNs;
const someRequest = fc
  .record({ part: fc.double({ min: 0, max: 1, noNaN: true }), zoom: fc.integer({ min: 0, max: 4 }) })
  .map(({ part, zoom }) => requestOf(part * duration * (1 - 10 ** -zoom), duration * 10 ** -zoom));

describe('layoutTile', () => {
  it('law: every slice a pixel wide that touches the window is on the row of its task', () => {
    fc.assert(
      fc.property(someRequest, (request) => {
        const tile = layoutTile(index, open, request);
        const drawn = new Set(Array.from(tile.slices.slice, (slice, i) => `${slice} ${tile.slices.row[i]}`));
        for (let slice = 0; slice < trace.slices.count; slice++) {
          const start = trace.slices.startNs.at(slice);
          const end = trace.slices.endNs.at(slice);
          if (end - start < request.nsPerPixel || end < request.fromNs || start > request.toNs) continue;
          expect(drawn).toContain(`${slice} ${rowOfTask(index, open, trace.slices.task[slice])}`);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('law: a strip is as busy as the slices in it, within one part in 255', () => {
    const tile = layoutTile(index, open, requestOf(0, duration));
    const thread = 2;
    const row = open.rowOfLane[trace.threads[thread].lane];
    let drawn = 0;
    for (let i = 0; i < tile.strips.row.length; i++)
      if (tile.strips.row[i] === row) drawn += ((tile.strips.to[i] - tile.strips.from[i]) * tile.strips.busy[i]) / 255;
    for (let i = 0; i < tile.slices.row.length; i++) if (tile.slices.row[i] === row) drawn += tile.slices.to[i] - tile.slices.from[i];
    let ran = 0;
    for (let slice = 0; slice < trace.slices.count; slice++) {
      if (trace.tasks.thread[trace.slices.task[slice]] === thread) ran += trace.slices.endNs.at(slice) - trace.slices.startNs.at(slice);
    }
    expect(Math.abs(drawn - ran) / ran).toBeLessThan(1 / 255);
  });

  it('orders rectangles by hue, then row', () => {
    const { slices, strips } = layoutTile(index, open, requestOf(0, duration / 20));
    for (const { hue, row } of [slices, strips]) {
      expect(row.length).toBeGreaterThan(10);
      for (let i = 1; i < row.length; i++) expect(hue[i] * 1e6 + row[i]).toBeGreaterThanOrEqual(hue[i - 1] * 1e6 + row[i - 1]);
    }
  });

  it('draws every visible wait, blocked before ready', () => {
    const request = requestOf(duration / 2, 4_000_000);
    const tile = layoutTile(index, open, request);
    const drawn = new Set(tile.waits.wait);
    for (let wait = 0; wait < trace.waits.count; wait++) {
      const end = Number.isNaN(trace.waits.endNs.at(wait)) ? duration : trace.waits.endNs.at(wait);
      const visible =
        end - trace.waits.startNs.at(wait) >= request.nsPerPixel && end >= request.fromNs && trace.waits.startNs.at(wait) <= request.toNs;
      if (visible) expect(drawn).toContain(wait);
    }
    expect(new Set(tile.waits.ready)).toEqual(new Set([0, 1]));
  });

  it('draws the waits of tasks that share a row at most once a pixel, and leaves no gap', () => {
    const one = syntheticTrace({ events: 3_000, processes: 1, threads: 1, functions: 1 });
    const toNs = one.header.durationNs;
    // Every wait lasts into the last tenth, each a little longer than the one before.
    const waits = {
      ...one.waits,
      endNs: Times.of(one.waits.startNs.toArray().map((start) => toNs * 0.9 + start / 1_000)),
      readyNs: Times.of(new Float64Array(one.waits.count).fill(Number.NaN)),
    };
    const crowd = buildTraceIndex({ ...one, waits });
    const layout = layoutRows(crowd, { toggled: [one.lanes.length - 1], expanded: [], hideIdle: false });
    const row = layout.rows.length - 1;
    const drawn = layoutTile(crowd, layout, { fromNs: 0, toNs, firstRow: row, endRow: row + 1, nsPerPixel: toNs / 200 }).waits;
    expect(layout.rows[row].collapsed).toBe(true);
    expect(waits.count).toBeGreaterThan(500);
    expect(drawn.row.length).toBeLessThanOrEqual(200);
    for (let at = waits.startNs.at(0); at < toNs * 0.9; at += toNs / 200)
      expect(drawn.from.some((from, i) => from <= at && drawn.to[i] >= at)).toBe(true);
  });

  it('shows every message of a small window with both its rows', () => {
    const request = requestOf(duration / 3, duration / 200);
    const { arrows } = layoutTile(index, open, request);
    const { send, receive } = trace.messages;
    const inside = (event: number): boolean =>
      event >= 0 && trace.events.timeNs.at(event) >= request.fromNs && trace.events.timeNs.at(event) < request.toNs;
    const expected = Array.from({ length: trace.messages.count }, (_, m) => m).filter((m) => inside(send[m]) || inside(receive[m]));
    expect(arrows.count.reduce((sum, count) => sum + count, 0)).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(3);
    for (const [i, message] of arrows.message.entries())
      expect(arrows.fromRow[i]).toBe(rowOfTask(index, open, trace.events.task[send[message]]));
  });

  it('bundles arrows when there are too many, and loses none of their count', () => {
    const large = syntheticTrace({ events: 150_000 });
    const largeIndex = buildTraceIndex(large);
    const rows = layoutRows(largeIndex, { toggled: [], expanded: [], hideIdle: false });
    const end = large.header.durationNs + 1;
    const { arrows } = layoutTile(largeIndex, rows, {
      fromNs: 0,
      toNs: end,
      firstRow: 0,
      endRow: rows.rows.length,
      nsPerPixel: end / 1_600,
    });
    const known = Array.from({ length: large.messages.count }, (_, m) => m).length;
    expect(arrows.count.length).toBeLessThanOrEqual(mostArrows);
    expect(arrows.count.reduce((sum, count) => sum + count, 0)).toBe(known);
  });

  it('keeps the count when bundles of bundles are made', () => {
    const large = syntheticTrace({ events: 150_000 });
    const largeIndex = buildTraceIndex(large);
    const rows = layoutRows(largeIndex, { toggled: [], expanded: [], hideIdle: false });
    const toNs = large.header.durationNs * 0.6;
    const { arrows } = layoutTile(largeIndex, rows, { fromNs: 0, toNs, firstRow: 0, endRow: rows.rows.length, nsPerPixel: toNs / 1e5 });
    const sent = largeIndex.messages.sentNs.toArray().filter((at) => at < toNs).length;
    expect(sent).toBeGreaterThan(2 * mostArrows);
    expect(arrows.count.length).toBeLessThanOrEqual(mostArrows);
    expect(arrows.count.reduce((sum, count) => sum + count, 0)).toBe(sent);
  });

  it('draws a pause for garbage on the row of its thread and on the system row of its process', () => {
    const process = trace.lanes.findIndex((lane) => lane.kind === 'process');
    const system = { ...trace.lanes[process], kind: 'system' as const, parent: process, name: 'garbage collection' };
    const withSystem = buildTraceIndex({ ...trace, lanes: [...trace.lanes, system] });
    const layout = layoutRows(withSystem, { toggled: [], expanded: [], hideIdle: false });
    const { spans } = layoutTile(withSystem, layout, { ...requestOf(0, duration), endRow: layout.rows.length });
    const own = layout.rowOfLane[trace.threads[0].lane];
    const systemRow = layout.rowOfLane[trace.lanes.length];
    const pauses = spans.row.filter((row) => row === own).length;
    expect(pauses).toBeGreaterThan(10);
    expect(spans.row.filter((row) => row === systemRow).length).toBeGreaterThanOrEqual(pauses);
  });

  it('shows a folded process as the part of its threads that ran', () => {
    const process = trace.lanes.findIndex((lane) => lane.kind === 'process');
    const folded = layoutRows(index, { toggled: [process], expanded: [], hideIdle: false });
    const tile = layoutTile(index, folded, { ...requestOf(0, duration), firstRow: 0, endRow: 1 });
    expect(folded.rows[0]).toMatchObject({ kind: 'process', collapsed: true });
    const own = threadLanes.filter((lane) => trace.lanes[lane].parent === process).map((lane) => trace.lanes[lane].thread);
    let ran = 0;
    for (let slice = 0; slice < trace.slices.count; slice++)
      if (own.includes(trace.tasks.thread[trace.slices.task[slice]])) ran += trace.slices.endNs.at(slice) - trace.slices.startNs.at(slice);
    const drawn = tile.strips.row.reduce((sum, _, i) => sum + ((tile.strips.to[i] - tile.strips.from[i]) * tile.strips.busy[i]) / 255, 0);
    expect(drawn * own.length).toBeGreaterThan(ran * 0.99);
    expect(drawn * own.length).toBeLessThan(ran * 1.01);
  });

  it('counts every mark of a pixel', () => {
    const { marks } = layoutTile(index, open, requestOf(0, duration + 1));
    const mark = trace.events.kind.filter((kind) => kind === 10).length;
    expect(marks.count.reduce((sum, count) => sum + count, 0)).toBe(mark);
  });

  it('answers a window beyond the rows and the time with nothing', () => {
    const tile = layoutTile(index, open, { fromNs: duration * 2, toNs: duration * 3, firstRow: 5_000, endRow: 6_000, nsPerPixel: 1 });
    expect([tile.slices.row.length, tile.strips.row.length, tile.waits.row.length, tile.arrows.count.length]).toEqual([0, 0, 0, 0]);
  });
});

describe('hitTest', () => {
  const tile = layoutTile(index, open, requestOf(duration / 4, duration / 100));

  function middles(group: {
    readonly from: Float32Array;
    readonly to: Float32Array;
    readonly row: Uint32Array;
  }): { readonly atNs: number; readonly row: number }[] {
    return Array.from(group.row, (row, i) => ({ atNs: tile.originNs + (group.from[i] + group.to[i]) / 2, row }));
  }

  it('law: the middle of every slice and strip that nothing covers finds it', () => {
    const bare: Tile = {
      ...tile,
      marks: { at: new Float32Array(), row: new Uint32Array(), kind: new Uint8Array(), count: new Uint32Array(), event: new Uint32Array() },
    };
    const found = (at: { readonly atNs: number; readonly row: number }): unknown => hitTest(bare, { ...at, yPart: 0.5, reachNs: 0 });
    expect(tile.slices.row.length).toBeGreaterThan(50);
    middles(tile.slices).forEach((at, i) => {
      expect(found(at)).toMatchObject({ kind: 'slice', index: tile.slices.slice[i], strip: false });
    });
    middles(tile.strips).forEach((at, i) => {
      expect(found(at)).toMatchObject({ kind: 'slice', index: tile.strips.slice[i], place: i, strip: true });
    });
  });

  it('finds a mark above everything, and a wait where nothing else is', () => {
    const mark = { atNs: tile.originNs + tile.marks.at[0], row: tile.marks.row[0], yPart: 0.5, reachNs: 0 };
    expect(hitTest(tile, mark)).toMatchObject({ kind: 'mark', index: tile.marks.event[0] });
    const hits = middles(tile.waits).map((at) => hitTest(tile, { ...at, yPart: 0.5, reachNs: 0 })?.kind);
    expect(hits.filter((kind) => kind === 'wait').length).toBeGreaterThan(hits.length / 2);
  });

  it('finds an arrow halfway between its rows', () => {
    const alone: Tile = {
      ...tile,
      slices: none(tile.slices),
      strips: none(tile.strips),
      waits: none(tile.waits),
      spans: none(tile.spans),
      marks: none(tile.marks),
    };
    const { from, to, fromRow, toRow, message } = tile.arrows;
    const place = fromRow.findIndex((row, i) => row >= 0 && toRow[i] >= 0 && row !== toRow[i]);
    const y = (fromRow[place] + toRow[place]) / 2 + 0.5;
    const hit = hitTest(alone, { atNs: tile.originNs + (from[place] + to[place]) / 2, row: Math.floor(y), yPart: y % 1, reachNs: 1 });
    expect(hit).toMatchObject({ kind: 'message', index: message[place] });
  });

  it('prefers the shorter of two that hold the point', () => {
    const column = (values: readonly number[]): Float32Array => Float32Array.from(values);
    const two: Tile = {
      ...tile,
      marks: none(tile.marks),
      strips: none(tile.strips),
      slices: {
        from: column([0, 4]),
        to: column([10, 6]),
        row: Uint32Array.of(0, 0),
        hue: Uint8Array.of(0, 0),
        slice: Uint32Array.of(7, 8),
        name: Uint32Array.of(0, 0),
        flags: Uint8Array.of(0, 0),
      },
    };
    expect(hitTest(two, { atNs: tile.originNs + 5, row: 0, yPart: 0.5, reachNs: 0 })).toMatchObject({ index: 8 });
  });

  it('finds nothing out of reach', () => {
    expect(hitTest(tile, { atNs: tile.originNs - 1e12, row: 0, yPart: 0.5, reachNs: 10 })).toBeNull();
  });
});

function none<Group extends object>(group: Group): Group {
  const empty = Object.entries(group).map(([name, column]) => [name, (column as Uint32Array).slice(0, 0)]);
  return Object.fromEntries(empty) as Group;
}
