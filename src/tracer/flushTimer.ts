// The flush timer: writes the buffer out in due time, without holding the program open or being seen in it.

import { setTimeout } from 'node:timers';
import type { Recorder } from './recorder.ts';

const delayMs = 15;

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
    if (armed) refresh();
  }, delayMs).unref();
  // Taken now: the program may replace the prototype's.
  const refresh = timeout.refresh.bind(timeout);
  recorder.requestFlush = () => {
    if (armed) return;
    armed = true;
    refresh();
  };
  return timeout;
}
