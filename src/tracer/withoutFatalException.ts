// A worker whose program has put something that is no function in the place of `process._fatalException`.

import { isMainThread } from 'node:worker_threads';
import { endRecord } from './exit.ts';
import { util } from './nodeUtil.ts';
import { guarded } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

/** What Node exits with then. */
const withoutHandler = 6;
// As it is before the program, or we, put something else in its place.
const { getCallSites } = util;

/**
 * For an exception that nobody caught C++ asks for the function, and without one takes the thread down at once: no other
 * JavaScript of ours would run, and what is still recorded while the thread is cleaned up makes V8 throw. In a main thread
 * nothing is cleaned up.
 */
export function endWithoutFatalException(recorder: Recorder): void {
  if (isMainThread) return;
  const property = Object.getOwnPropertyDescriptor(process, '_fatalException');
  if (property === undefined) return;
  let current: unknown = property.value;
  Object.defineProperty(process, '_fatalException', {
    configurable: true,
    enumerable: property.enumerable === true,
    get: () => {
      if (typeof current !== 'function') guarded(() => isNodeAsking() && endRecord(recorder, withoutHandler));
      return current;
    },
    set: (given: unknown) => {
      current = given;
    },
  });
}

/** The stack is this function, its guard, the accessor, and who asks: C++, alone or called by Node's own JavaScript. */
function isNodeAsking(): boolean {
  const asking = getCallSites(5)[4]?.scriptName;
  return asking === undefined || asking.startsWith('node:');
}
