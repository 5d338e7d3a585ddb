// The message arrows of a tile: each by itself while they are few, bundled by place when they are many.

import type { Times } from '../model/times.ts';
import type { Tile } from './geometry.ts';
import type { MessagePair } from './messageIndex.ts';
import { type RowLayout, rowOfTask, rowOfThread } from './rows.ts';
import { firstAtOrAfter } from './threadMarks.ts';
import { offsetIn, type TileWindow } from './tileWindow.ts';
import type { TimelineIndex } from './timelineIndex.ts';

/** A tile never has more arrows than this. */
export const mostArrows = 1_000;
/** Above this many messages in a window their tasks' rows can't be told apart anyway: they are bundled between thread rows, by search. */
const mostExactMessages = 4_000;
/** Arrows nearer than this many pixels at both ends are one bundle. */
const nearestPixels = 4;

interface Arrow {
  readonly fromRow: number;
  readonly toRow: number;
  readonly message: number;
  count: number;
}

/** Ranges of a pair's two orders that a window holds. */
interface PairRange {
  readonly pair: MessagePair;
  readonly sent: readonly [number, number];
  readonly received: readonly [number, number];
}

/**
 * Messages with an end in the window of time, whose arrow touches the window of rows. At most {@link mostArrows}.
 * O(pairs of threads · log messages + arrows).
 */
export function gatherArrows(index: TimelineIndex, layout: RowLayout, window: TileWindow): Tile['arrows'] {
  const ranges = index.messages.pairs.map((pair) => rangeOf(index, window, pair)).filter((range) => range !== null);
  const total = ranges.reduce((sum, { sent, received }) => sum + sent[1] - sent[0] + received[1] - received[0], 0);
  const arrows = total <= mostExactMessages ? exactArrows(index, layout, window, ranges) : binnedArrows(index, layout, window, ranges);
  return toColumns(index, window, bundle(index, arrows, window.stepNs * nearestPixels));
}

function rangeOf(index: TimelineIndex, window: TileWindow, pair: MessagePair): PairRange | null {
  const { sentNs, receivedNs } = index.messages;
  const sent = rangeIn(sentNs, pair.bySend, window);
  const received = rangeIn(receivedNs, pair.byReceive, window);
  return sent[0] === sent[1] && received[0] === received[1] ? null : { pair, sent, received };
}

function rangeIn(times: Times, items: Uint32Array, window: TileWindow): [number, number] {
  const first = firstAtOrAfter(times, items, window.fromNs);
  return [first, firstAtOrAfter(times, items, window.toNs, first)];
}

function exactArrows(index: TimelineIndex, layout: RowLayout, window: TileWindow, ranges: readonly PairRange[]): Arrow[] {
  const { sentNs, ends } = index.messages;
  const arrows: Arrow[] = [];
  const add = (message: number): void => {
    const fromRow = rowOfEnd(index, layout, ends.from[message], ends.sendTask[message]);
    const toRow = rowOfEnd(index, layout, ends.to[message], ends.receiveTask[message]);
    if (touchesRows(window, fromRow, toRow)) arrows.push({ fromRow, toRow, message, count: 1 });
  };
  for (const { pair, sent, received } of ranges) {
    for (let i = sent[0]; i < sent[1]; i++) add(pair.bySend[i]);
    for (let i = received[0]; i < received[1]; i++) {
      const message = pair.byReceive[i];
      const sentInWindow = sentNs.at(message) >= window.fromNs && sentNs.at(message) < window.toNs;
      if (!sentInWindow) add(message);
    }
  }
  return arrows;
}

/** The row of the task, else of the thread; −1 where there is neither. */
function rowOfEnd(index: TimelineIndex, layout: RowLayout, thread: number, task: number): number {
  if (task >= 0) return rowOfTask(index, layout, task);
  return thread < 0 ? -1 : rowOfThread(index, layout, thread);
}

/** One arrow a bin of time and pair of threads; of each the first message stands for all. */
function binnedArrows(index: TimelineIndex, layout: RowLayout, window: TileWindow, ranges: readonly PairRange[]): Arrow[] {
  const arrows: Arrow[] = [];
  const visible = ranges
    .map((range) => ({ range, fromRow: rowOfEnd(index, layout, range.pair.from, -1), toRow: rowOfEnd(index, layout, range.pair.to, -1) }))
    .filter(({ fromRow, toRow }) => touchesRows(window, fromRow, toRow));
  const bins = Math.max(1, Math.floor(mostArrows / Math.max(1, visible.length)));
  const binNs = Math.max(window.stepNs * nearestPixels, (window.toNs - window.fromNs) / bins);
  for (const { range, fromRow, toRow } of visible) {
    const bySend = range.pair.from >= 0;
    const times = bySend ? index.messages.sentNs : index.messages.receivedNs;
    const items = bySend ? range.pair.bySend : range.pair.byReceive;
    let [position, end] = bySend ? range.sent : range.received;
    while (position < end) {
      const message = items[position];
      const binEnd = (Math.floor(times.at(message) / binNs) + 1) * binNs;
      const next = Math.min(end, Math.max(position + 1, firstAtOrAfter(times, items, binEnd, position)));
      arrows.push({ fromRow, toRow, message, count: next - position });
      position = next;
    }
  }
  return arrows;
}

function touchesRows(window: TileWindow, fromRow: number, toRow: number): boolean {
  const known = fromRow < 0 ? toRow : fromRow;
  const other = toRow < 0 ? known : toRow;
  return Math.min(known, other) < window.endRow && Math.max(known, other) >= window.firstRow && known >= 0;
}

/** Arrows between the same rows whose ends are nearer than `reachNs` become one; the reach doubles until few enough are left. */
function bundle(index: TimelineIndex, arrows: readonly Arrow[], reachNs: number): readonly Arrow[] {
  const { messages } = index;
  const bundles = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const from = Math.floor(messages.startOf(arrow.message) / reachNs);
    const to = Math.floor(messages.endOf(arrow.message) / reachNs);
    const key = `${arrow.fromRow} ${arrow.toRow} ${from} ${to}`;
    const known = bundles.get(key);
    if (known === undefined) bundles.set(key, { ...arrow });
    else known.count += arrow.count;
  }
  const result = [...bundles.values()];
  if (result.length <= mostArrows) return result;
  // Once every pair of rows has one bundle, a larger reach helps no more: keep the heaviest.
  if (reachNs > index.frame.header.durationNs) return result.sort((a, b) => b.count - a.count).slice(0, mostArrows);
  return bundle(index, result, reachNs * 2);
}

function toColumns(index: TimelineIndex, window: TileWindow, arrows: readonly Arrow[]): Tile['arrows'] {
  const { messages } = index;
  const length = arrows.length;
  const columns = {
    from: new Float32Array(length),
    fromRow: new Int32Array(length),
    to: new Float32Array(length),
    toRow: new Int32Array(length),
    count: new Uint32Array(length),
    message: new Uint32Array(length),
  };
  for (const [i, { fromRow, toRow, count, message }] of arrows.entries()) {
    columns.from[i] = offsetIn(window, messages.startOf(message));
    columns.to[i] = offsetIn(window, messages.endOf(message));
    columns.fromRow[i] = fromRow;
    columns.toRow[i] = toRow;
    columns.count[i] = count;
    columns.message[i] = message;
  }
  return columns;
}
