// A worker whose program has put something that is no function in the place of `process._fatalException`.

import { isMainThread } from 'node:worker_threads';
import { answerReader } from './answerReader.ts';
import { endRecord } from './exit.ts';
import { guarded } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

/** What Node exits with then. */
const withoutHandler = 6;

/**
 * For an exception that nobody caught C++ asks for the function, and without one takes the thread down at once: no other
 * JavaScript of ours would run, and what is still recorded while the thread is cleaned up makes V8 throw. In a main thread
 * nothing is cleaned up.
 */
export function endWithoutFatalException(recorder: Recorder): void {
  if (isMainThread) return;
  const property = Object.getOwnPropertyDescriptor(process, '_fatalException');
  if (property === undefined) return;
  answerReader('_fatalException', property.value, (current, readerOf) => {
    if (typeof current === 'function') return current;
    // C++ asks, alone or called by Node's own JavaScript.
    const reader = readerOf();
    if (reader === undefined || reader.startsWith('node:')) guarded(() => endRecord(recorder, withoutHandler));
    return current;
  });
}
