// What runs and waits in one row of a tile.

import type { Nanoseconds } from '../model/units.ts';
import { PixelGrid } from './pixelGrid.ts';
import type { SliceColumns, StripColumns, WaitColumns } from './rectangles.ts';
import type { RowContent } from './rows.ts';
import type { TileNames } from './tileNames.ts';
import type { TileWindow } from './tileWindow.ts';
import type { TimelineIndex } from './timelineIndex.ts';
import type { Track } from './track.ts';
import { walkTrack } from './walkTrack.ts';

export interface RowTarget {
  readonly index: TimelineIndex;
  readonly content: RowContent;
  /** Of the row; rows that show several functions colour each slice by its own. */
  readonly hue: number;
  readonly row: number;
  readonly window: TileWindow;
  readonly names: TileNames;
  readonly slices: SliceColumns;
  readonly strips: StripColumns;
  readonly waits: WaitColumns;
}

export function gatherRow(target: RowTarget): void {
  const { content, index } = target;
  if (content.kind === 'thread') gatherSlices(target, index.threads[content.thread], true);
  if (content.kind === 'threads') gatherThreads(target, content.threads);
  if (content.kind === 'line') {
    const line = content.group.line(content.line, content.grouping);
    gatherSlices(target, line.slices, false);
    gatherWaits(target, line.waits);
  }
}

function gatherSlices(target: RowTarget, track: Track, huePerSlice: boolean): void {
  const { index, row, window, slices, strips, names } = target;
  const { tasks } = index;
  const hueOf = huePerSlice ? (slice: number): number => index.hueOfLane[tasks.laneOf(tasks.taskOfSlice(slice))] : (): number => target.hue;
  walkTrack(track, window.fromNs, window.toNs, window.stepNs, {
    wide(slice, from, to) {
      const name = names.placeOf(tasks.nameOf(tasks.taskOfSlice(slice)));
      slices.add(row, hueOf(slice), from, to, slice, name, tasks.failedIn(slice) ? 1 : 0);
    },
    merged(from, to, weight, longest, count) {
      strips.add(row, hueOf(longest), from, to, weight / (to - from || 1), longest, count);
    },
  });
}

/** Several threads on one row: always strips, as high as the part of the threads that ran. */
function gatherThreads(target: RowTarget, threads: readonly number[]): void {
  const { index, row, window, strips, hue } = target;
  const grid = new PixelGrid(window);
  for (const thread of threads) grid.addTrack(index.threads[thread]);
  grid.forEachRun((from, to, weight, longest, count) =>
    strips.add(row, hue, from, to, weight / (to - from) / threads.length, longest, count),
  );
}

/**
 * Blocked time before ready time, drawn when each is a pixel wide; narrower waits as one line, ready when they mostly were.
 * Where tasks that found no row of their own wait at the same time, each adds only what the ones before it do not cover.
 */
function gatherWaits(target: RowTarget, track: Track): void {
  const { index, row, hue, window, waits } = target;
  const readyNs = index.waits.weightFrom;
  let coveredTo = -Infinity;
  walkTrack(track, window.fromNs, window.toNs, window.stepNs, {
    wide(wait, from, to) {
      if (from < coveredTo && to - coveredTo < window.stepNs) return;
      const start: Nanoseconds = Math.max(from, coveredTo);
      const ready: Nanoseconds = readyNs.at(wait) >= from && readyNs.at(wait) < to ? Math.max(start, readyNs.at(wait)) : to;
      if (ready > start) waits.add(row, hue, start, ready, false, wait);
      if (ready < to) waits.add(row, hue, ready, to, true, wait);
      coveredTo = to;
    },
    merged(from, to, weight, longest) {
      if (to > coveredTo) waits.add(row, hue, from, to, weight > (to - from) / 2, longest);
    },
  });
}
