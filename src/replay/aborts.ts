// Aborts as they are replayed: each an event, and the cause of what its listeners settle before it is over.

import { eventCode } from './codes.ts';
import type { ThreadTasks } from './threadTasks.ts';

export class Aborts {
  readonly #thread: ThreadTasks;
  /** Events of those that are under way: one may be passed on by another. */
  readonly #open: number[] = [];
  /** Timers that abort when they fire. */
  readonly #timers = new Set<number>();
  /** The timer whose abort is under way, 0 when none. */
  #running = 0;

  constructor(thread: ThreadTasks) {
    this.#thread = thread;
  }

  begin(time: number): void {
    const { events, stack } = this.#thread;
    this.#thread.nowNs = time;
    const { task } = stack;
    this.#open.push(events.add(time, eventCode.abort, task, this.#thread.sourceOf(task), this.#open.at(-1) ?? -1));
  }

  end(time: number): void {
    this.#thread.nowNs = time;
    this.#open.pop();
  }

  timer(asyncId: number): void {
    this.#timers.add(asyncId);
  }

  /** A callback has begun. */
  before(time: number, asyncId: number): void {
    if (this.#timers.size === 0 || !this.#timers.delete(asyncId)) return;
    this.#open.length = 0;
    this.#running = asyncId;
    this.begin(time);
  }

  /** A callback is about to end. */
  after(time: number, asyncId: number): void {
    if (asyncId !== this.#running) return;
    this.#running = 0;
    this.end(time);
  }

  /** The promise has settled: by the abort, if nothing else explains it and the code that aborts did it. */
  settled(promise: number): void {
    const abort = this.#open.at(-1);
    if (abort === undefined) return;
    const { events, promises } = this.#thread;
    const event = promises.has(promise) ? promises.settleEvent[promise]! : -1;
    const isOwned = promises.has(promise) && promises.owner[promise]! >= 0;
    if (event > abort && !isOwned && events.causeOf(event) < 0 && events.areOfOneTask(event, abort)) events.setCause(event, abort);
  }

  /** Other code runs than what was known. */
  forget(): void {
    this.#open.length = 0;
    this.#running = 0;
  }
}
