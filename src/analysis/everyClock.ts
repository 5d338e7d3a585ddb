// The clocks of all events in one pass, for exports that print every one.

import type { Trace } from '../model/trace.ts';
import { crossEdges } from './crossEdges.ts';

/**
 * Calls `visit` once for every event, each after all that happened before it, with its vector clock: per thread index,
 * how many of that thread's events happened before it or are it. The array is reused: copy what must stay.
 * Edges that form a circle, which only a wrong trace has, are broken at the earliest blocked event.
 * O(events × threads at the edges).
 */
export function forEachClock(trace: Trace, visit: (event: number, clock: Uint32Array, thread: number) => void): void {
  const walk = new ClockWalk(trace, visit);
  for (;;) {
    let moved = false;
    for (let thread = 0; thread < trace.threads.length; thread++) moved = walk.advance(thread) || moved;
    if (!moved && !walk.breakCircle()) return;
  }
}

class ClockWalk {
  readonly #trace: Trace;
  readonly #visit: (event: number, clock: Uint32Array, thread: number) => void;
  readonly #clocks: Uint32Array[];
  readonly #next: number[];
  /** Clocks at the events that edges leave from, and how many edges still want them. */
  readonly #kept = new Map<number, Uint32Array>();
  readonly #wanted = new Map<number, number>();
  readonly #broken = new Set<number>();

  constructor(trace: Trace, visit: (event: number, clock: Uint32Array, thread: number) => void) {
    this.#trace = trace;
    this.#visit = visit;
    this.#clocks = trace.threads.map(() => new Uint32Array(trace.threads.length));
    this.#next = trace.threads.map((thread) => thread.firstEvent);
    for (const from of crossEdges(trace).from) this.#wanted.set(from, (this.#wanted.get(from) ?? 0) + 1);
  }

  /** Visits the thread's events up to the first whose cause is not visited yet; false when there was none. */
  advance(thread: number): boolean {
    const { firstEvent, endEvent } = this.#trace.threads[thread]!;
    const clock = this.#clocks[thread]!;
    let event = this.#next[thread]!;
    const start = event;
    for (; event < endEvent; event++) {
      const cause = this.#trace.events.cause[event]!;
      const crosses = cause >= 0 && (cause < firstEvent || cause >= endEvent);
      if (crosses && !this.#merge(clock, cause, event)) break;
      clock[thread] = event - firstEvent + 1;
      if (this.#wanted.has(event)) this.#kept.set(event, clock.slice());
      this.#visit(event, clock, thread);
    }
    this.#next[thread] = event;
    return event > start;
  }

  #merge(clock: Uint32Array, cause: number, event: number): boolean {
    if (this.#broken.has(event)) return true;
    const sent = this.#kept.get(cause);
    if (sent === undefined) return false;
    for (let thread = 0; thread < clock.length; thread++) {
      if (sent[thread]! > clock[thread]!) clock[thread] = sent[thread]!;
    }
    const left = this.#wanted.get(cause)! - 1;
    this.#wanted.set(cause, left);
    if (left === 0) this.#kept.delete(cause);
    return true;
  }

  /** Lets the earliest blocked event pass without its cause; false when nothing is blocked. */
  breakCircle(): boolean {
    let earliest = -1;
    for (let thread = 0; thread < this.#next.length; thread++) {
      const event = this.#next[thread]!;
      if (event >= this.#trace.threads[thread]!.endEvent) continue;
      if (earliest < 0 || this.#trace.events.timeNs.at(event) < this.#trace.events.timeNs.at(earliest)) earliest = event;
    }
    if (earliest >= 0) this.#broken.add(earliest);
    return earliest >= 0;
  }
}

/** Every clock by event, copied: for small traces and tests. O(events × threads) memory. */
export function everyClock(trace: Trace): readonly Uint32Array[] {
  const clocks: Uint32Array[] = new Array(trace.events.count);
  forEachClock(trace, (event, clock) => {
    clocks[event] = clock.slice();
  });
  return clocks;
}
