// The callbacks of process.nextTick that have not run yet, known by their async ids.

const capacity = 1024;

/**
 * Node runs them in the order in which they were queued, and all of them before the event loop goes on. Beyond the
 * capacity they are not known; nothing is promised of those.
 */
export class PendingTicks {
  readonly #ids = new Float64Array(capacity);
  #first = 0;
  #count = 0;

  /** @returns whether it is known from now on */
  add(asyncId: number): boolean {
    if (this.#count === capacity) return false;
    this.#ids[(this.#first + this.#count++) % capacity] = asyncId;
    return true;
  }

  /** Takes `asyncId` away if it is known to be the next. */
  take(asyncId: number): boolean {
    if (this.#count === 0 || this.#ids[this.#first] !== asyncId) return false;
    this.#first = (this.#first + 1) % capacity;
    this.#count--;
    return true;
  }
}
