// Promise.all, allSettled, any and race: which promises one promise stands for, from the calls that instrumented source makes around them.

import { util } from '../nodeUtil.ts';
import type { Recorder } from '../recorder.ts';

const { types } = util;

/**
 * Neither the function nor its argument is touched: each member gets a reaction while the function runs, whose promise
 * tells what it is derived from. Where an iterable of the program's own could make promises in between, nothing is recorded.
 */
export class Aggregates {
  readonly #recorder: Recorder;
  /** Promises before the call; −1 where its promises are not told apart from others. */
  #before = -1;
  #mode = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** `mode`: code in aggregateModes. */
  begin(members: unknown, mode: number): void {
    this.#mode = mode;
    this.#before = isPlain(members) ? this.#recorder.promises : -1;
  }

  /** `promise`: the number of what the call gave, the first that it makes. */
  end(promise: number): void {
    const before = this.#before;
    this.#before = -1;
    if (before < 0 || promise !== before + 1) return;
    this.#recorder.begin().aggregate(this.#mode, promise, this.#recorder.promises - before);
  }
}

/** Iterating over it runs no code of the program. */
function isPlain(members: unknown): boolean {
  return (
    (Array.isArray(members) && !types.isProxy(members)) ||
    types.isSet(members) ||
    types.isMapIterator(members) ||
    types.isSetIterator(members)
  );
}
