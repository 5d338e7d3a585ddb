// The flush timer: writes the buffer out in due time, without holding the program open or being seen in it.

import { setTimeout } from 'node:timers';
import type { Recorder } from './recorder.ts';

const delayMs = 15;
/**
 * While there is nothing to write it is set far off, the farthest that Node takes: once it had run out, to use it again
 * would make a resource with a new id, which the program's own hooks would see.
 */
const parkedMs = 2 ** 31 - 1;

/**
 * Starts one unreferenced timeout, used again and again and only while there is something to write: an idle program is
 * not woken. Node counts only referenced timers among a process's active resources.
 * @param before - called before there is written what has come
 * @returns the timeout, to be hidden from our own records
 */
export function startFlushTimer(recorder: Recorder, before: () => void): NodeJS.Timeout {
  let armed = true;
  const timeout = setTimeout(() => {
    armed = recorder.hasUnwritten;
    if (armed) before();
    recorder.flush();
    // Where there were records others are likely to follow.
    runAfter(armed ? delayMs : parkedMs);
  }, delayMs).unref();
  // Taken now: the program may replace the prototype's.
  const refresh = timeout.refresh.bind(timeout);
  const inside = timeout as unknown as { _idleTimeout: number };
  const runAfter = (ms: number): void => {
    inside._idleTimeout = ms;
    refresh();
  };
  recorder.requestFlush = () => {
    if (armed) return;
    armed = true;
    runAfter(delayMs);
  };
  return timeout;
}
