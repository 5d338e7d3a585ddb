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
  /** The same, and its next mark comes without time. */
  b(site: number): number;
  /** Its body ends. */
  x(task: number): void;
  /** It is about to end by a throw. */
  c(task: number): void;
  /** It is about to suspend. */
  s<T>(task: number, site: number, value: T): T;
  /** The same, with what a coroutine has just given back that it called. */
  w<T>(task: number, site: number, value: T): T;
  /** It goes on. */
  r<T>(task: number, value: T): T;
  /** It goes on, and its next mark comes without time. */
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
  /** The clock tells when the task that runs now has gone on. */
  const goOn = (): void => {
    // A reaction has begun and nothing else has happened: this is it, and it began at the clock's last reading.
    if (recorder.isReactionPending) recorder.reactionContinues();
    else clock.now(since.microtasks);
  };
  const suspend = (task: number, site: number, awaited: number): void => {
    recorder.creationSite = 0;
    if (task === rootTask) topLevelSuspended(site);
    clock.ran = since.left;
    recorder.suspend(task, site, awaited);
  };
  const aggregates = new Aggregates(recorder);
  return Object.freeze({
    e(site: number): number {
      clock.now(since.brief);
      clock.ran = since.program;
      recorder.enter(site);
      return ++tasks;
    },
    b(site: number): number {
      clock.now(since.brief);
      clock.ran = since.brief;
      recorder.enter(site);
      return ++tasks;
    },
    x(task: number): void {
      clock.now(since.brief);
      recorder.creationSite = 0;
      // Its promise settles at once, unless it follows another.
      if (follows) recorder.exit(task);
      else recorder.exitBeforeSettle(task);
      clock.ran = follows ? since.left : since.ending;
      follows = false;
    },
    c(task: number): void {
      follows = false;
      recorder.begin().throwing(task);
    },
    s<T>(task: number, site: number, value: T): T {
      clock.now(since.brief);
      suspend(task, site, promises.await(value));
      return value;
    },
    w<T>(task: number, site: number, value: T): T {
      clock.now(since.left);
      suspend(task, site, promises.awaitPromise(value as object));
      return value;
    },
    r<T>(task: number, value: T): T {
      goOn();
      clock.ran = since.program;
      recorder.resume(task);
      return value;
    },
    q<T>(task: number, value: T): T {
      goOn();
      clock.ran = since.brief;
      recorder.resumeBriefly(task);
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
