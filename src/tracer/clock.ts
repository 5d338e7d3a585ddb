// The clock: nanoseconds since the run's start, and when a reading is still true.

import { performance } from 'node:perf_hooks';

/**
 * Taken before the program can replace it, as fake timers do. The runtime's own function stands behind this property:
 * `performance.now` asks first whether it is called on the right object, which takes a tenth of the time.
 */
const elapsedMs: () => number =
  Object.getOwnPropertyDescriptor(performance.nodeTiming, 'duration')?.get ?? performance.now.bind(performance);

/** Two readings around one: the constant between the clocks is known to half their distance. */
const alignmentRounds = 16;

/** What can have run since the last reading. */
export const since = {
  /** The program's code. */
  program: 0,
  /** Nothing: a coroutine or a reaction has just ended, and its promise is about to settle. */
  ending: 1,
  /** Nothing but the engine going from one microtask to the next, or the event loop waiting. */
  microtasks: 2,
  /** What the transformer has found to take no time before the next of its marks. */
  brief: 3,
  /** A coroutine has suspended or ended: its caller, or the engine, goes on. */
  left: 4,
} as const;
type Since = (typeof since)[keyof typeof since];

/** A reading stands for so many records more, each of which is less than a microsecond after the last, and a few where it is the first of its kind. */
const mostReuses = 16;

/**
 * `performance.now` costs half of `process.hrtime`, and both read the same monotonic clock, so a constant turns one
 * into the other. Reading it is the dearest part of a record: {@link time} is the last reading and {@link ran} tells
 * whether it can stand for the present, as {@link now} asks.
 */
export class Clock {
  /** Nanoseconds since the run's start at the last reading. */
  time = 0;
  ran: Since = since.program;
  /** How far {@link read} may be from `process.hrtime` at the same point. */
  readonly alignmentErrorNs: number;
  #offset = 0;
  #reuses = 0;

  /** @param origin - `process.hrtime` of the run's start in nanoseconds */
  constructor(origin: bigint) {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < alignmentRounds; round++) {
      const before = process.hrtime.bigint();
      const here = elapsedMs();
      const gap = Number(process.hrtime.bigint() - before);
      if (gap >= best) continue;
      best = gap;
      this.#offset = Number(before - origin) + gap / 2 - here * 1e6;
    }
    this.alignmentErrorNs = Math.ceil(best / 2);
    this.read();
  }

  /** The time now; the program's code may run after it. */
  read(): number {
    this.ran = since.program;
    this.#reuses = 0;
    this.time = elapsedMs() * 1e6 + this.#offset;
    return this.time;
  }

  /** The time now, which is the last reading's if nothing but `harmless` has run since. */
  now(harmless: Since): number {
    if (this.ran !== harmless || ++this.#reuses > mostReuses) this.read();
    return this.time;
  }
}
