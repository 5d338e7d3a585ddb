// Building a track: all at once, or as its items come.

import { durationOf, endOf, fan, fanBits, type Intervals, type Level, type Track, weightOf } from './track.ts';

/**
 * Builds a track.
 * @param ordered - items by start; those that lie wholly within an earlier one are left out, because it covers them
 * O(items).
 */
export function buildTrack(intervals: Intervals, ordered: Uint32Array): Track {
  const track = new GrowingTrack(ordered.length);
  for (let i = 0; i < ordered.length; i++) track.push(intervals, ordered[i]);
  return track.finish(intervals);
}

/** A track that items are added to, and taken off again, at its end. */
export class GrowingTrack {
  #items: Uint32Array;
  #count = 0;
  /** The latest end of all items; −∞ when it has to be looked up. */
  #coveredTo = -Infinity;
  /** So many items stand in blocks and nodes as they are. */
  #built = 0;
  #blockStart: Float64Array = new Float64Array(0);
  #blockEnd: Float64Array = new Float64Array(0);
  #weightBefore: Float64Array = new Float64Array(1);
  readonly #levels: Level[] = [];

  constructor(capacity = 0) {
    this.#items = new Uint32Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  itemAt(position: number): number {
    return this.#items[position];
  }

  /** Adds an item that starts no earlier than those before it; one that lies wholly within another is left out, because that covers it. */
  push(intervals: Intervals, item: number): void {
    const end = endOf(intervals, item);
    if (end < this.#coveredTo || (end === this.#coveredTo && intervals.start.at(item) < this.#coveredTo)) return;
    this.#coveredTo = end;
    if (this.#count === this.#items.length) this.#items = widened(this.#items, Math.max(fan, this.#count * 2));
    this.#items[this.#count++] = item;
  }

  /** Takes off all items from a position on. */
  cut(intervals: Intervals, count: number): void {
    if (count >= this.#count) return;
    this.#count = count;
    this.#built = Math.min(this.#built, count);
    this.#coveredTo = count === 0 ? -Infinity : endOf(intervals, this.#items[count - 1]);
  }

  /** As it is now; holds until the next change of this one. O(items added since the last call + levels). */
  finish(intervals: Intervals): Track {
    const blocks = Math.ceil(this.#count / fan);
    if (blocks > this.#blockStart.length) this.#widen(blocks);
    const firstBlock = this.#built >> fanBits;
    for (let block = firstBlock; block < blocks; block++) this.#buildBlock(intervals, block);
    const levels = this.#buildLevels(intervals, firstBlock);
    this.#built = this.#count;
    return {
      intervals,
      items: this.#items.subarray(0, this.#count),
      blockStart: this.#blockStart.subarray(0, blocks),
      blockEnd: this.#blockEnd.subarray(0, blocks),
      weightBefore: this.#weightBefore.subarray(0, blocks + 1),
      levels,
    };
  }

  #widen(blocks: number): void {
    // What is built at once needs no room to grow.
    const capacity = this.#built === 0 ? blocks : blocks * 2;
    this.#blockStart = widened(this.#blockStart, capacity);
    this.#blockEnd = widened(this.#blockEnd, capacity);
    this.#weightBefore = widened(this.#weightBefore, capacity + 1);
  }

  #buildBlock(intervals: Intervals, block: number): void {
    const first = block * fan;
    const end = Math.min(first + fan, this.#count);
    this.#blockStart[block] = intervals.start.at(this.#items[first]);
    this.#blockEnd[block] = endOf(intervals, this.#items[end - 1]);
    let weight = this.#weightBefore[block];
    for (let i = first; i < end; i++) weight += weightOf(intervals, this.#items[i]);
    this.#weightBefore[block + 1] = weight;
  }

  /** Nodes of each level from the one on that holds the first block that has changed. */
  #buildLevels(intervals: Intervals, firstBlock: number): Level[] {
    const levels: Level[] = [];
    let first = firstBlock;
    let count = this.#count;
    do {
      const nodes = Math.ceil(count / fan);
      // A level that was not needed before holds nothing of what was built then.
      if (this.#levels.length === levels.length) first = 0;
      const level = this.#level(levels.length, nodes);
      for (let node = first; node < nodes; node++) this.#buildNode(intervals, level, levels.at(-1), node, count);
      levels.push({ longest: level.longest.subarray(0, nodes), durationNs: level.durationNs.subarray(0, nodes) });
      count = nodes;
      first >>= fanBits;
    } while (count > fan);
    this.#levels.length = levels.length;
    return levels;
  }

  #level(at: number, nodes: number): Level {
    let level = this.#levels[at] ?? { longest: new Uint32Array(nodes), durationNs: new Float64Array(nodes) };
    if (level.longest.length < nodes)
      level = { longest: widened(level.longest, nodes * 2), durationNs: widened(level.durationNs, nodes * 2) };
    this.#levels[at] = level;
    return level;
  }

  #buildNode(intervals: Intervals, level: Level, below: Level | undefined, node: number, count: number): void {
    const end = Math.min(node * fan + fan, count);
    let best = -1;
    let bestDuration = -Infinity;
    for (let child = node * fan; child < end; child++) {
      const duration = below === undefined ? durationOf(intervals, this.#items[child]) : below.durationNs[child];
      if (duration > bestDuration) {
        bestDuration = duration;
        best = below === undefined ? child : below.longest[child];
      }
    }
    level.longest[node] = best;
    level.durationNs[node] = bestDuration;
  }
}

function widened<Column extends Uint32Array | Float64Array>(column: Column, length: number): Column {
  const wide = new (column.constructor as new (length: number) => Column)(length);
  wide.set(column);
  return wide;
}
