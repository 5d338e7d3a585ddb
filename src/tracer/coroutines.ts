// Coroutines: what instrumented source calls when one begins, suspends, goes on and ends.

import { runtimeGlobal } from '../model/launch.ts';
import { since } from './clock.ts';
import type { Promises } from './promises.ts';
import type { Recorder } from './recorder.ts';
import { Aggregates } from './synchronization/aggregates.ts';

/** That of top-level code. */
export const rootTask = 1;

/** The calls of instrumented source; their names are one letter because every function carries them. Each that takes a value returns it. */
export interface CoroutineCalls {
  /** Its body begins. @returns its task id */
  e(site: number): number;
  /** Its body ends. */
  x(task: number): void;
  /** It is about to end by a throw. */
  c(task: number): void;
  /** It is about to suspend. */
  s<T>(task: number, site: number, value: T): T;
  /** It goes on. */
  r<T>(task: number, value: T): T;
  /** It goes on, and does nothing that takes time before it ends. */
  q<T>(task: number, value: T): T;
  /** It is about to return a value. */
  t<T>(task: number, value: T): T;
  /** A generator goes on because its caller asked. */
  y<T>(task: number, value: T): T;
  /** It is about to iterate over an async iterable. */
  f<T>(task: number, site: number, value: T): T;
  /** The call that follows may create a promise or a resource. */
  k<T>(site: number, value: T): T;
  /** The call that follows makes one promise of these. `mode`: code in aggregateModes. */
  p<T>(site: number, members: T, mode: number): T;
  /** It did: this is the promise. */
  a<T>(promise: T): T;
  /** Says that the tracer is there. */
  readonly m: 1;
}

/** @param topLevelSuspended - hears of each site where top-level code suspends */
export function createCoroutineCalls(
  recorder: Recorder,
  promises: Promises,
  topLevelSuspended: (site: number) => void = () => {},
): CoroutineCalls {
  const clock = recorder.clock;
  let tasks: number = rootTask;
  let follows = false;
  /** @returns when the task that runs now has gone on */
  const resumed = (): number => {
    // A reaction has begun and nothing else has happened: this is it.
    const isContinuation = recorder.isReactionPending;
    if (isContinuation) recorder.reactionContinues();
    return isContinuation ? recorder.reactionTime : clock.ran === since.microtasks ? clock.time : clock.read();
  };
  const aggregates = new Aggregates(recorder);
  return Object.freeze({
    e(site: number): number {
      recorder.enter(clock.read(), site);
      return ++tasks;
    },
    x(task: number): void {
      const time = clock.ran === since.tail ? clock.time : clock.read();
      recorder.creationSite = 0;
      // Its promise settles at once, unless it follows another.
      if (follows) recorder.exit(time, task);
      else {
        recorder.exitBeforeSettle(time, task);
        clock.ran = since.ending;
      }
      follows = false;
    },
    c(task: number): void {
      follows = false;
      recorder.begin().throwing(task);
    },
    s<T>(task: number, site: number, value: T): T {
      recorder.creationSite = 0;
      if (task === rootTask) topLevelSuspended(site);
      recorder.begin().suspend(clock.read(), task, site, promises.await(value));
      return value;
    },
    r<T>(task: number, value: T): T {
      const time = resumed();
      clock.ran = since.program;
      recorder.begin().resume(time, task);
      return value;
    },
    q<T>(task: number, value: T): T {
      recorder.resumeBriefly(resumed(), task);
      clock.ran = since.tail;
      return value;
    },
    t<T>(task: number, value: T): T {
      const id = promises.idOf(value);
      follows = (typeof value === 'object' && value !== null) || typeof value === 'function';
      if (id !== 0) recorder.begin().returnPromise(task, id);
      return value;
    },
    y<T>(task: number, value: T): T {
      recorder.begin().resumeYield(clock.read(), task);
      return value;
    },
    f<T>(task: number, site: number, value: T): T {
      if (task === rootTask) topLevelSuspended(site);
      recorder.begin().forAwait(clock.read(), task, site);
      return value;
    },
    k<T>(site: number, value: T): T {
      recorder.creationSite = site;
      return value;
    },
    p<T>(site: number, members: T, mode: number): T {
      recorder.creationSite = site;
      aggregates.begin(members, mode);
      return members;
    },
    a<T>(promise: T): T {
      recorder.creationSite = 0;
      aggregates.end(promises.idOf(promise));
      return promise;
    },
    m: rootTask,
  });
}

/** Puts the calls where instrumented source finds them. */
export function installCoroutines(calls: CoroutineCalls): void {
  Object.defineProperty(globalThis, runtimeGlobal, { value: calls });
}
