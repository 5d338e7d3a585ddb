// The records of shared memory: threads that sleep on it, whom they wake, and the promises that stand for such a sleep.

import { wakeResults } from '../../model/vocabulary.ts';
import { eventCode } from '../codes.ts';
import type { ThreadTasks } from '../threadTasks.ts';
import { ThreadSharing } from './threadSharing.ts';
import { atomicsTransport } from './wakeMessages.ts';

const wakeName = 'Atomics.notify';

export class SharedMemory {
  readonly sharing: ThreadSharing = new ThreadSharing();
  readonly #thread: ThreadTasks;

  constructor(thread: ThreadTasks) {
    this.#thread = thread;
  }

  notify(time: number, duration: number, buffer: number, offset: number, woken: number, site: number): void {
    const event = this.#event(time, eventCode.send, site);
    this.sharing.notifies.push({ startNs: time, endNs: time + duration, buffer, offset, woken, event });
  }

  sleep(time: number, buffer: number, offset: number, site: number): void {
    this.#thread.nowNs = time;
    this.#thread.fallAsleep(site);
    this.sharing.sleep(time, buffer, offset);
  }

  awake(time: number, result: number): void {
    const thread = this.#thread;
    thread.nowNs = time;
    const word = wakeResults[result];
    const event = word === 'ok' ? this.#event(time, eventCode.receive) : -1;
    thread.goOn(event, word === undefined ? 0 : thread.texts.intern(word));
    this.sharing.awake(time, result, event);
  }

  waitAsync(time: number, promise: number, buffer: number, offset: number, timeoutNs: number): void {
    this.#thread.nowNs = time;
    this.sharing.waitAsync(time, promise, buffer, offset, timeoutNs);
  }

  /** @returns the event of the notify because of which the promise is about to settle; −1 when that is not why */
  beforeSettle(promise: number): number {
    const { nowNs } = this.#thread;
    return this.sharing.isWokenAsync(promise, nowNs) ? this.#event(nowNs, eventCode.receive) : -1;
  }

  afterSettle(promise: number, wokenBy: number): void {
    const { promises, events } = this.#thread;
    const settled = promises.settleEvent[promise] ?? -1;
    if (settled > wokenBy) events.setCause(settled, wokenBy);
    this.sharing.awakeAsync(promise, wokenBy);
  }

  #event(time: number, kind: number, site = 0): number {
    const thread = this.#thread;
    thread.nowNs = time;
    return thread.events.add(time, kind, thread.stack.task, site, -1, thread.texts.intern(wakeName), atomicsTransport);
  }
}
