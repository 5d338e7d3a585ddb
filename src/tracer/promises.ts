// Promises: what becomes of each, and which of their reactions are slices of their own.

import { since } from './clock.ts';
import { util } from './nodeUtil.ts';
import { PromiseStamp } from './promiseStamp.ts';
import type { Recorder } from './recorder.ts';
import type { Turns } from './turns.ts';

const { types } = util;

/**
 * What the engine's next promises are, after an instrumented `await`. It makes a wrapper for what is no promise, and in
 * any case one to run the continuation, which nobody ever sees. The invisible ones stay without number and record:
 * their reactions are the continuations, which the coroutine's own records tell.
 */
const expected = { anything: 0, continuation: 1, continuationOfPromise: 2, hiddenWrapper: 3, wrapper: 4 } as const;
type Expected = (typeof expected)[keyof typeof expected];

export class Promises {
  readonly #recorder: Recorder;
  readonly #turns: Turns;
  #expected: Expected = expected.anything;
  /** Its id, which is cheaper to keep than itself: a young object in an old one costs the collector's bookkeeping. */
  #awaitedId = 0;
  /** The promise itself when it has no id. */
  #awaited: unknown;
  /** The next to settle is a wrapper without number. */
  #hidesSettle = false;

  constructor(recorder: Recorder, turns: Turns) {
    this.#recorder = recorder;
    this.#turns = turns;
  }

  /** @returns the hooks */
  install(): readonly object[] {
    const callbacks = {
      init: (promise: Promise<unknown>, parent: Promise<unknown> | undefined) => this.#init(promise, parent),
      before: (promise: Promise<unknown>) => this.#before(promise),
      after: (promise: Promise<unknown>) => this.#after(promise),
      settled: (promise: Promise<unknown>) => {
        try {
          this.#settled(promise);
        } catch {
          // V8 rejects the promise of a module that throws while that exception is still on its way, and then every call
          // into C++, as for the clock, throws it. What leaves a hook ends the program; once caught it is gone.
          this.#settled(promise);
        }
      },
    };
    // Only now: the light level does without the module.
    // One by one: what stops all of them at once walks an array by its iterator, which the program may have replaced.
    const { onInit, onBefore, onAfter, onSettled } = process.getBuiltinModule('node:v8').promiseHooks;
    const stops = [
      onInit(callbacks.init),
      onBefore(callbacks.before),
      onAfter(callbacks.after),
      onSettled(callbacks.settled),
    ] as (() => void)[];
    this.#recorder.whenEnded = () => {
      for (let index = 0; index < stops.length; index++) stops[index]!();
    };
    return Object.values(callbacks);
  }

  /**
   * An instrumented `await` of `value` comes next. Touches no property of it: whether it has a `then` is the engine's
   * to ask, once.
   * @returns the promise's id; 0 for a value; -1 for an object that may be a thenable, whose wrapper is the next promise
   */
  await(value: unknown): number {
    if (typeof value === 'object' ? value === null : typeof value !== 'function') {
      this.#expected = expected.hiddenWrapper;
      return 0;
    }
    if (!types.isPromise(value)) {
      this.#expected = expected.wrapper;
      return -1;
    }
    return this.awaitPromise(value);
  }

  /** As {@link await}, of what is known to be a promise of the engine's. */
  awaitPromise(promise: object): number {
    const id = PromiseStamp.of(promise);
    this.#expected = expected.continuationOfPromise;
    this.#awaitedId = id;
    if (id === 0) this.#awaited = promise;
    return id;
  }

  /** The id of a promise, 0 when it has none. */
  idOf(value: unknown): number {
    return types.isPromise(value) ? PromiseStamp.of(value) : 0;
  }

  #init(promise: Promise<unknown>, parent: Promise<unknown> | undefined): void {
    if (this.#expected !== expected.anything && this.#isInvisible(parent)) return;
    const recorder = this.#recorder;
    if (recorder.isQuiet) return;
    const isDerived = parent !== undefined && this.#expected !== expected.continuation;
    new PromiseStamp(promise, isDerived || recorder.creationSite !== 0 ? this.#create(isDerived ? parent : undefined) : recorder.promise());
  }

  /** @returns the id of a new promise, whose record tells where it comes from */
  #create(parent: Promise<unknown> | undefined): number {
    const writer = this.#recorder.beginCreation();
    writer.promise(parent === undefined ? 0 : PromiseStamp.of(parent));
    return writer.promises;
  }

  #isInvisible(parent: Promise<unknown> | undefined): boolean {
    const what = this.#expected;
    this.#expected = expected.anything;
    if (what === expected.continuation) return true;
    if (what === expected.continuationOfPromise) {
      const isContinuation = parent !== undefined && this.#isAwaited(parent);
      // A promise of a subclass gets a wrapper too.
      if (!isContinuation) this.#expected = expected.continuation;
      return isContinuation;
    }
    this.#expected = expected.continuation;
    if (what === expected.wrapper) return false;
    this.#hidesSettle = true;
    return true;
  }

  #isAwaited(promise: Promise<unknown>): boolean {
    if (this.#awaitedId !== 0) return PromiseStamp.of(promise) === this.#awaitedId;
    const awaited = this.#awaited;
    this.#awaited = undefined;
    return promise === awaited;
  }

  #settled(promise: Promise<unknown>): void {
    const recorder = this.#recorder;
    // To look for a number where there is none is dear, and makes it dearer where there is one.
    if (this.#hidesSettle) {
      this.#hidesSettle = false;
      return;
    }
    if (recorder.isContinuation && promise === recorder.reaction) return;
    const id = PromiseStamp.of(promise);
    if (id === 0) return;
    const clock = recorder.clock;
    const ran = clock.ran;
    const lastSeen = clock.time;
    clock.now(since.ending);
    // At an end the caller goes on.
    clock.ran = ran === since.ending ? since.left : since.program;
    if (ran === since.microtasks) {
      // The runtime settles it, outside of any callback.
      this.#turns.begin(lastSeen, clock.time);
      recorder.requestFlush();
    }
    recorder.settle(id);
    // A reaction settles its promise when its callback has returned.
    if (recorder.openReaction === id) clock.ran = since.ending;
  }

  #before(promise: Promise<unknown>): void {
    const recorder = this.#recorder;
    const clock = recorder.clock;
    clock.now(since.microtasks);
    recorder.reactionBegins(promise);
    clock.ran = since.program;
  }

  #after(promise: Promise<unknown>): void {
    const recorder = this.#recorder;
    const clock = recorder.clock;
    if (recorder.isContinuation) recorder.isContinuation = false;
    else if (recorder.isReactionPending || recorder.openReaction !== 0) this.#endReaction(PromiseStamp.of(promise));
    // The program may wait for its end.
    recorder.reaction = undefined;
    // Only the engine runs until the next reaction begins.
    clock.ran = since.microtasks;
  }

  #endReaction(id: number): void {
    const recorder = this.#recorder;
    const clock = recorder.clock;
    const time = clock.now(since.ending);
    const writer = recorder.begin();
    if (id === 0 || recorder.openReaction !== id) return;
    writer.reactionEnd(time, id);
    recorder.openReaction = 0;
  }
}
