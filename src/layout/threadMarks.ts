// A thread's marks and aborts in order of time, alarms apart, so that a window's marks are found by search.

import type { Times } from '../model/times.ts';
import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { codeOf, eventKinds, markKinds } from '../model/vocabulary.ts';

const markCode = codeOf(eventKinds, 'mark');
const abortCode = codeOf(eventKinds, 'abort');
/** Kinds of marks that say that something went wrong. */
const alarmCodes: readonly number[] = [codeOf(markKinds, 'unhandledRejection'), codeOf(markKinds, 'uncaughtException')];

/** Whether events of this kind stand on their thread as points: what its program said, and its aborts. */
export function isPoint(kind: number): boolean {
  return kind === markCode || kind === abortCode;
}

/** Marks in order of time. */
export class MarkList {
  /** Of each its event. */
  readonly events: number[] = [];
  readonly timeNs: Nanoseconds[] = [];
  /** Code in markKinds. */
  readonly kind: number[] = [];

  /** Position of the first at or after `at`, from position `low` on. O(log marks). */
  firstAtOrAfter(at: Nanoseconds, low = 0): number {
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeNs[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export class ThreadMarks {
  readonly alarms: MarkList = new MarkList();
  readonly others: MarkList = new MarkList();

  /** `kind`: code in markKinds. Marks come in order of time. */
  add(event: number, timeNs: Nanoseconds, kind: number): void {
    const list = alarmCodes.includes(kind) ? this.alarms : this.others;
    list.events.push(event);
    list.timeNs.push(timeNs);
    list.kind.push(kind);
  }
}

/** O(events of the thread). */
export function marksOf({ events, threads }: Trace, thread: number): ThreadMarks {
  const { firstEvent, endEvent } = threads[thread];
  const marks = new ThreadMarks();
  for (let event = firstEvent; event < endEvent; event++) {
    if (isPoint(events.kind[event])) marks.add(event, events.timeNs.at(event), events.detail[event]);
  }
  return marks;
}

/** Position of the first of `items` at or after `at`, from position `low` on. */
export function firstAtOrAfter(times: Times, items: Uint32Array, at: Nanoseconds, low: number = 0): number {
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times.at(items[middle]) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
