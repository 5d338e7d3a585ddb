// Coroutines at the full level: when each runs and where it waits, and which promises are theirs.

import { since } from './clock.ts';
import { type CoroutineCalls, createSharedCalls, rootTask } from './coroutineCalls.ts';
import type { Promises } from './promises.ts';
import type { Recorder } from './recorder.ts';
import { Aggregates } from './synchronization/aggregates.ts';

/** @param topLevelSuspended - hears of each site where top-level code suspends */
export function createCoroutineCalls(
  recorder: Recorder,
  promises: Promises,
  topLevelSuspended: (site: number) => void = () => {},
): CoroutineCalls {
  const clock = recorder.clock;
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
    ...createSharedCalls(recorder, topLevelSuspended),
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
  });
}
