// Numbers for messages that hold while a run records: a message is known by its ends, of which one may be found later than the other.

/** Ends are ids of events; −1 for one that is not known. */
export interface EndIds {
  readonly send: Int32Array;
  readonly receive: Int32Array;
}

interface Assigned extends EndIds {
  readonly ids: Uint32Array;
}

export class MessageIds {
  readonly #ids = new Map<string, number>();
  /** Of a message that turned out to be half of another. */
  readonly #isNow = new Map<number, number>();
  #last: Assigned = { send: new Int32Array(0), receive: new Int32Array(0), ids: new Uint32Array(0) };
  #count = 0;

  /**
   * The ids of a run's messages, in their order. What was known by one end keeps its id when the other is found.
   * O(messages from the first on that is another one than the last time), and a look at those before.
   */
  assign({ send, receive }: EndIds): Uint32Array {
    const first = this.#firstChanged({ send, receive });
    const keys = keysOf({ send: send.subarray(first), receive: receive.subarray(first) });
    const ids = new Uint32Array(send.length);
    ids.set(this.#last.ids.subarray(0, first));
    const taken = new Set(keys.map((key) => this.#ids.get(key)));
    let before: ReadonlySet<number> | null = null;
    const isFree = (id: number): boolean => {
      before ??= new Set(ids.subarray(0, first));
      return !taken.has(id) && !before.has(id);
    };
    for (const [at, key] of keys.entries())
      ids[first + at] = this.#ids.get(key) ?? this.#name(key, send[first + at], receive[first + at], isFree);
    this.#last = { send, receive, ids };
    return ids;
  }

  /** What a message is known by now. */
  resolve(id: number): number {
    return this.#isNow.get(id) ?? id;
  }

  #name(key: string, send: number, receive: number, isFree: (id: number) => boolean): number {
    const known: number[] = [];
    for (const half of [`${send} -1 0`, `-1 ${receive} 0`]) {
      const id = this.#ids.get(half);
      if (id === undefined || !isFree(id)) continue;
      this.#ids.delete(half);
      known.push(id);
    }
    const [id = this.#count++, ...others] = known;
    for (const other of others) this.#isNow.set(other, id);
    this.#ids.set(key, id);
    return id;
  }

  /** The messages before are those of the last time, and none behind has the ends of one of them. */
  #firstChanged({ send, receive }: EndIds): number {
    const last = this.#last;
    const isSame = (at: number): boolean => send[at] === last.send[at] && receive[at] === last.receive[at];
    const most = Math.min(send.length, last.send.length);
    let first = 0;
    while (first < most && isSame(first)) first++;
    while (first > 0 && send[first - 1] === send[first] && receive[first - 1] === receive[first]) first--;
    return first;
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
