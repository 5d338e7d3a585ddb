// A thread's marks and aborts in order of time, alarms apart, so that a window's marks are found by search.

import type { Times } from '../model/times.ts';
import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { codeOf, eventKinds, markKinds } from '../model/vocabulary.ts';

const markCode = codeOf(eventKinds, 'mark');
const abortCode = codeOf(eventKinds, 'abort');
/** Kinds of marks that say that something went wrong. */
const alarmCodes: readonly number[] = [codeOf(markKinds, 'unhandledRejection'), codeOf(markKinds, 'uncaughtException')];

/** True for an event that marks something gone wrong. */
export function isAlarm(trace: Trace, event: number): boolean {
  return trace.events.kind[event] === markCode && alarmCodes.includes(trace.events.detail[event]);
}

export class ThreadMarks {
  /** Event indexes in order of time. */
  readonly alarms: Uint32Array;
  readonly others: Uint32Array;

  constructor(trace: Trace, thread: number) {
    const { firstEvent, endEvent } = trace.threads[thread];
    const alarms: number[] = [];
    const others: number[] = [];
    for (let event = firstEvent; event < endEvent; event++) {
      if (trace.events.kind[event] !== markCode && trace.events.kind[event] !== abortCode) continue;
      (isAlarm(trace, event) ? alarms : others).push(event);
    }
    this.alarms = Uint32Array.from(alarms);
    this.others = Uint32Array.from(others);
  }
}

/** Position of the first of `events` at or after `at`, from position `low` on. */
export function firstAtOrAfter(times: Times, events: Uint32Array, at: Nanoseconds, low: number = 0): number {
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times.at(events[middle]) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
