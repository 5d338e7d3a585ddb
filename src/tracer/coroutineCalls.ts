// The calls of instrumented source: which there are, and those that mean the same at both levels.

import { runtimeGlobal } from '../model/launch.ts';
import { since } from './clock.ts';
import type { Recorder } from './recorder.ts';

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
export function createSharedCalls(
  recorder: Recorder,
  topLevelSuspended: (site: number) => void,
): Pick<CoroutineCalls, 'e' | 'b' | 'y' | 'f' | 'm'> {
  const clock = recorder.clock;
  let tasks: number = rootTask;
  return {
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
    y<T>(task: number, value: T): T {
      recorder.begin().resumeYield(clock.read(), task);
      return value;
    },
    f<T>(task: number, site: number, value: T): T {
      if (task === rootTask) topLevelSuspended(site);
      recorder.begin().forAwait(clock.read(), task, site);
      return value;
    },
    m: rootTask,
  };
}

/** Puts the calls where instrumented source finds them. */
export function installCoroutines(calls: CoroutineCalls): void {
  Object.defineProperty(globalThis, runtimeGlobal, { value: calls });
}
