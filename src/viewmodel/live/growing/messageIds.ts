// Numbers for messages that hold while a run records: a message is known by its ends, of which one may be found later than the other.

/** Ends are ids of events; −1 for one that is not known. */
export interface EndIds {
  readonly send: Int32Array;
  readonly receive: Int32Array;
}

export class MessageIds {
  readonly #ids = new Map<string, number>();
  /** Of a message that turned out to be half of another. */
  readonly #isNow = new Map<number, number>();
  #count = 0;

  /** The ids of a run's messages, in their order. What was known by one end keeps its id when the other is found. O(messages). */
  assign({ send, receive }: EndIds): Uint32Array {
    const keys = keysOf({ send, receive });
    const present = new Set(keys);
    return Uint32Array.from(keys, (key, message) => {
      const known = this.#ids.get(key);
      if (known !== undefined) return known;
      const halves = [`${send[message]} -1 0`, `-1 ${receive[message]} 0`].filter((half) => !present.has(half));
      const [id = this.#count++, ...others] = halves.flatMap((half) => this.#take(half));
      for (const other of others) this.#isNow.set(other, id);
      this.#ids.set(key, id);
      return id;
    });
  }

  /** What a message is known by now. */
  resolve(id: number): number {
    return this.#isNow.get(id) ?? id;
  }

  #take(key: string): number[] {
    const id = this.#ids.get(key);
    this.#ids.delete(key);
    return id === undefined ? [] : [id];
  }
}

/** Both ends, and how many before it have the same: one read may bring several messages. */
function keysOf({ send, receive }: EndIds): string[] {
  const counts = new Map<string, number>();
  return Array.from(send, (from, message) => {
    const ends = `${from} ${receive[message]}`;
    const count = counts.get(ends) ?? 0;
    counts.set(ends, count + 1);
    return `${ends} ${count}`;
  });
}
