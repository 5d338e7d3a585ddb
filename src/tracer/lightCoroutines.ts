// Coroutines at the light level: when each runs and where it waits, and nothing of promises.

import { untold } from '../model/wire/records.ts';
import { since } from './clock.ts';
import { type CoroutineCalls, createSharedCalls, rootTask } from './coroutineCalls.ts';
import { util } from './nodeUtil.ts';
import type { Recorder } from './recorder.ts';
import type { ResourceSites } from './resourceSites.ts';

const { types } = util;

/**
 * What goes on reads the clock: reactions that nobody tells of may have run since the last record.
 * @param topLevelSuspended - hears of each site where top-level code suspends
 */
export function createLightCoroutineCalls(
  recorder: Recorder,
  resourceSites: ResourceSites,
  topLevelSuspended: (site: number) => void = () => {},
): CoroutineCalls {
  const clock = recorder.clock;
  const suspend = (task: number, site: number): void => {
    recorder.creationSite = 0;
    if (task === rootTask) topLevelSuspended(site);
    clock.ran = since.left;
    recorder.suspend(task, site, untold);
  };
  return Object.freeze({
    ...createSharedCalls(recorder, topLevelSuspended),
    x(task: number): void {
      clock.now(since.brief);
      recorder.exit(task);
      recorder.creationSite = 0;
      clock.ran = since.left;
    },
    c(task: number): void {
      recorder.begin().throwing(task);
    },
    s<T>(task: number, site: number, value: T): T {
      clock.now(since.brief);
      suspend(task, site);
      return value;
    },
    w<T>(task: number, site: number, value: T): T {
      clock.now(since.left);
      suspend(task, site);
      return value;
    },
    r<T>(task: number, value: T): T {
      clock.read();
      recorder.resume(task);
      return value;
    },
    q<T>(task: number, value: T): T {
      clock.read();
      clock.ran = since.brief;
      recorder.resumeBriefly(task);
      return value;
    },
    t<T>(task: number, value: T): T {
      // When and how that one settles is not told.
      if (types.isPromise(value)) recorder.begin().returnPromise(task, 0);
      return value;
    },
    k<T>(site: number, value: T): T {
      // No record takes the place of a promise: the next resource's would get it.
      if (resourceSites.has(site)) recorder.creationSite = site;
      return value;
    },
    p<T>(_site: number, members: T): T {
      return members;
    },
    a<T>(promise: T): T {
      return promise;
    },
  });
}
