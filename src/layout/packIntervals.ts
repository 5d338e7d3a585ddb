// Interval packing: as few lines as it takes so that no two intervals of a line overlap.

export interface Packing {
  /** Line of each interval, from 0. */
  readonly line: Uint32Array;
  /** Lines used: the largest number of intervals that overlap at one time. */
  readonly lines: number;
}

/**
 * Puts each interval on the lowest line that is free at its start. Greedy by start is optimal for intervals: it uses as many lines as overlap at most.
 * @param starts - not decreasing
 * @param ends - each at or after its start; an interval that starts where another ends does not overlap it
 * O(n log lines).
 */
export function packIntervals(starts: Float64Array, ends: Float64Array): Packing {
  const line = new Uint32Array(starts.length);
  const packer = new LinePacker();
  for (let i = 0; i < starts.length; i++) {
    line[i] = packer.take(starts[i]);
    packer.end(line[i], ends[i]);
  }
  return { line, lines: packer.lines };
}

/** Packs intervals one after another, also those whose end is told later. */
export class LinePacker {
  readonly #endOfLine: number[];
  readonly #busy: IndexHeap;
  readonly #free: IndexHeap;

  /** @param of - a packer to go on from; it stays as it is */
  constructor(of: LinePacker | null = null) {
    this.#endOfLine = of === null ? [] : [...of.#endOfLine];
    this.#busy = new IndexHeap((a, b) => this.#endOfLine[a] < this.#endOfLine[b], of === null ? null : of.#busy);
    this.#free = new IndexHeap((a, b) => a < b, of === null ? null : of.#free);
  }

  /** Lines used so far. */
  get lines(): number {
    return this.#endOfLine.length;
  }

  /** Takes the lowest line that is free at `startNs`, which never decreases. It is not free again until {@link end} says when. O(log lines). */
  take(startNs: number): number {
    while (this.#busy.size > 0 && this.#endOfLine[this.#busy.least] <= startNs) this.#free.add(this.#busy.removeLeast());
    if (this.#free.size > 0) return this.#free.removeLeast();
    return this.#endOfLine.push(Infinity) - 1;
  }

  /** The interval that took the line ends then. O(log lines). */
  end(line: number, endNs: number): void {
    this.#endOfLine[line] = endNs;
    this.#busy.add(line);
  }
}

/** A binary heap of small integers. */
class IndexHeap {
  readonly #items: number[];
  readonly #before: (a: number, b: number) => boolean;

  constructor(before: (a: number, b: number) => boolean, of: IndexHeap | null) {
    this.#before = before;
    this.#items = of === null ? [] : [...of.#items];
  }

  get size(): number {
    return this.#items.length;
  }

  get least(): number {
    return this.#items[0];
  }

  add(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(item, items[parent])) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = item;
  }

  removeLeast(): number {
    const items = this.#items;
    const least = items[0];
    const last = items.pop() as number;
    if (items.length > 0) this.#sink(last);
    return least;
  }

  #sink(item: number): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#before(items[child + 1], items[child])) child++;
      if (!this.#before(items[child], item)) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = item;
  }
}
