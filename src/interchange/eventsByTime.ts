// All events of a trace by time, each with its vector clock as text.

import { forEachClock } from '../analysis/everyClock.ts';
import type { Trace } from '../model/trace.ts';

export interface TimedEvent {
  readonly event: number;
  /** `"<thread lane id>":<count>` for every count above 0, separated by commas. */
  readonly clock: string;
}

/**
 * Yields every event by time; at one time in the order of threads. Events of a thread stay in their order.
 * Holds a clock for each event that another thread caused, and no more. O(events × log threads).
 */
export function* eventsByTime(trace: Trace): Generator<TimedEvent, void> {
  const merged = clocksWhereMerged(trace);
  const others = trace.threads.map(() => '');
  const queue = new ThreadQueue(trace);
  for (let thread = queue.take(); thread >= 0; thread = queue.take()) {
    const event = queue.taken;
    const clock = merged.get(event);
    if (clock !== undefined) {
      others[thread] = clockOfOthers(trace, clock, thread);
      merged.delete(event);
    }
    const own = `"l${trace.threads[thread]!.lane}":${event - trace.threads[thread]!.firstEvent + 1}`;
    yield { event, clock: others[thread] === '' ? own : `${own},${others[thread]}` };
  }
}

/** Between two merges only a thread's own entry moves, so its clock is kept only there. */
function clocksWhereMerged(trace: Trace): Map<number, Uint32Array> {
  const merged = new Map<number, Uint32Array>();
  forEachClock(trace, (event, clock, thread) => {
    const cause = trace.events.cause[event]!;
    const { firstEvent, endEvent } = trace.threads[thread]!;
    if (cause >= 0 && (cause < firstEvent || cause >= endEvent)) merged.set(event, clock.slice());
  });
  return merged;
}

function clockOfOthers(trace: Trace, clock: Uint32Array, own: number): string {
  const entries: string[] = [];
  for (let thread = 0; thread < clock.length; thread++) {
    if (thread !== own && clock[thread]! > 0) entries.push(`"l${trace.threads[thread]!.lane}":${clock[thread]}`);
  }
  return entries.join();
}

/** A binary heap of threads by the time of their next event. */
class ThreadQueue {
  readonly #trace: Trace;
  readonly #next: number[];
  readonly #heap: number[] = [];
  /** The event that {@link take} took last. */
  taken = -1;

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#next = trace.threads.map((thread) => thread.firstEvent);
    for (let thread = 0; thread < trace.threads.length; thread++) this.#insert(thread);
  }

  /** The thread of the earliest event that is left, −1 when none is. */
  take(): number {
    const heap = this.#heap;
    const thread = heap[0];
    if (thread === undefined) return -1;
    this.taken = this.#next[thread]!++;
    if (this.#next[thread]! >= this.#trace.threads[thread]!.endEvent) {
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
    }
    this.#sink();
    return thread;
  }

  #insert(thread: number): void {
    if (this.#next[thread]! >= this.#trace.threads[thread]!.endEvent) return;
    const heap = this.#heap;
    let at = heap.length;
    heap.push(thread);
    for (let up = (at - 1) >> 1; at > 0 && this.#before(heap[at]!, heap[up]!); up = (at - 1) >> 1) {
      this.#swap(at, up);
      at = up;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && this.#before(heap[child]!, heap[least]!)) least = child;
      }
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const difference = this.#trace.events.timeNs.at(this.#next[a]!) - this.#trace.events.timeNs.at(this.#next[b]!);
    return difference < 0 || (difference === 0 && a < b);
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  }
}
