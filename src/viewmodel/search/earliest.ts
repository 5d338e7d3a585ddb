// The earliest few of many, without sorting them all.

/** Keeps the `limit` items with the smallest keys: a heap with the largest of them on top. */
export class Earliest<Item> {
  readonly #limit: number;
  readonly #entries: { readonly key: number; readonly item: Item }[] = [];
  /** All that were offered. */
  total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** O(1) when the item is not among the earliest, else O(log limit). */
  offer(key: number, make: () => Item): void {
    this.total++;
    const entries = this.#entries;
    if (entries.length < this.#limit) {
      entries.push({ key, item: make() });
      this.#rise(entries.length - 1);
    } else if (this.#limit > 0 && key < entries[0].key) {
      entries[0] = { key, item: make() };
      this.#sink();
    }
  }

  /** By key. */
  take(): Item[] {
    return this.#entries.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
  }

  #rise(from: number): void {
    const entries = this.#entries;
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (entries[parent].key >= entries[at].key) return;
      [entries[parent], entries[at]] = [entries[at], entries[parent]];
      at = parent;
    }
  }

  #sink(): void {
    const entries = this.#entries;
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= entries.length) return;
      if (child + 1 < entries.length && entries[child + 1].key > entries[child].key) child++;
      if (entries[child].key <= entries[at].key) return;
      [entries[child], entries[at]] = [entries[at], entries[child]];
      at = child;
    }
  }
}
