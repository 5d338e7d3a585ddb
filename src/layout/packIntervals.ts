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
  const endOfLine: number[] = [];
  const busy = new IndexHeap((a, b) => endOfLine[a] < endOfLine[b]);
  const free = new IndexHeap((a, b) => a < b);
  for (let i = 0; i < starts.length; i++) {
    while (busy.size > 0 && endOfLine[busy.least] <= starts[i]) free.add(busy.removeLeast());
    const chosen = free.size > 0 ? free.removeLeast() : endOfLine.length;
    endOfLine[chosen] = ends[i];
    busy.add(chosen);
    line[i] = chosen;
  }
  return { line, lines: endOfLine.length };
}

/** A binary heap of small integers. */
class IndexHeap {
  readonly #items: number[] = [];
  readonly #before: (a: number, b: number) => boolean;

  constructor(before: (a: number, b: number) => boolean) {
    this.#before = before;
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
