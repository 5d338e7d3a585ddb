// The flush timer: writes the buffer out in due time, without holding the program open or being seen in it.

import { setTimeout } from 'node:timers';
import { guarded } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

/** Timers of one duration share a list in Node, and with it their place among the other timers that are due: a duration that programs hardly use. */
const delayMs = 14;
/**
 * While nothing needs the timeout it is set far off, the farthest that Node takes: once it had run out, to use it again
 * would make a resource with a new id, which the program's own hooks would see.
 */
const parkedMs = 2 ** 31 - 1;

// Taken now: the program may replace them later.
const { waitAsync } = Atomics;
const { then } = Promise.prototype;

/**
 * Nothing wakes what waits for this cell: each wait ends by its time. The engine's own tasks tell of that, so it shares no
 * pass of timers with the program's (which shows as `runNextTicks` in stacks), holds nothing open, and is no active resource.
 * A thread may be without shared memory (`--enable-sharedarraybuffer-per-context`).
 */
const cell: Int32Array | undefined = typeof SharedArrayBuffer === 'function' ? new Int32Array(new SharedArrayBuffer(4)) : undefined;

export interface FlushSurroundings {
  /** Called before there is written what has come. */
  before(): void;
  /** Whether the program has hooks that would hear of a wait's two promises: then an unreferenced timeout tells the time. */
  hearsPromises(): boolean;
}

/**
 * Starts a timer that runs only while there is something to write: an idle program is not woken.
 * @returns the timeout, to be hidden from our own records
 */
export function startFlushTimer(recorder: Recorder, { before, hearsPromises }: FlushSurroundings): NodeJS.Timeout {
  let armed = true;
  const due = (): void => {
    armed = recorder.hasUnwritten;
    // It asks the runtime, which asks functions that the program may have replaced.
    if (armed) guarded(before);
    recorder.flush();
    // Where there were records others are likely to follow.
    if (armed) start();
  };
  const timeout = setTimeout(() => {
    runAfter(parkedMs);
    due();
  }, delayMs).unref();
  // Taken now: the program may replace the prototype's.
  const refresh = timeout.refresh.bind(timeout);
  const inside = timeout as unknown as { _idleTimeout: number };
  const runAfter = (ms: number): void => {
    inside._idleTimeout = ms;
    refresh();
  };
  const start = (): void => {
    if (cell === undefined || hearsPromises()) runAfter(delayMs);
    else recorder.quietly(() => Reflect.apply(then, waitAsync(cell, 0, 0, delayMs).value, [due]));
  };
  recorder.requestFlush = () => {
    if (armed) return;
    start();
    // Last: a call into Node throws while it is about to reject a module's promise, and is made once more then.
    armed = true;
  };
  return timeout;
}
