// Messages by the pair of threads that they go between, in order of sending and in order of receipt.

import { orderByTime } from '../analysis/orderByTime.ts';
import { Times } from '../model/times.ts';
import { type Trace, threadOfEvent } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';

/** All messages from one thread to another; −1 where that end is not traced. */
export interface MessagePair {
  readonly from: number;
  readonly to: number;
  /** Message indexes by send time; empty when `from` is −1. */
  readonly bySend: Uint32Array;
  /** By receive time, those that were received. */
  readonly byReceive: Uint32Array;
}

export class MessageIndex {
  readonly pairs: readonly MessagePair[];
  /** NaN where that end is not known. */
  readonly sentNs: Times;
  readonly receivedNs: Times;

  readonly #trace: Trace;
  #bySend: Map<number, number[]> | undefined;
  #byReceive: Map<number, number[]> | undefined;

  constructor(trace: Trace) {
    this.#trace = trace;
    const { count, send, receive } = trace.messages;
    const sentNs = new Float64Array(count).fill(Number.NaN);
    const receivedNs = new Float64Array(count).fill(Number.NaN);
    const members = new Map<number, number[]>();
    const threads = trace.threads.length + 1;
    for (let message = 0; message < count; message++) {
      const from = send[message] < 0 ? -1 : threadOfEvent(trace, send[message]);
      const to = receive[message] < 0 ? -1 : threadOfEvent(trace, receive[message]);
      if (from >= 0) sentNs[message] = trace.events.timeNs.at(send[message]);
      if (to >= 0) receivedNs[message] = trace.events.timeNs.at(receive[message]);
      const key = (from + 1) * threads + to + 1;
      const list = members.get(key);
      if (list === undefined) members.set(key, [message]);
      else list.push(message);
    }
    this.sentNs = Times.of(sentNs);
    this.receivedNs = Times.of(receivedNs);
    this.pairs = Array.from(members, ([key, list]) => {
      const from = Math.floor(key / threads) - 1;
      const to = (key % threads) - 1;
      const items = Uint32Array.from(list);
      const bySend = from < 0 ? new Uint32Array(0) : orderByTime(this.sentNs, items);
      return { from, to, bySend, byReceive: to < 0 ? new Uint32Array(0) : orderByTime(this.receivedNs, items) };
    });
  }

  /** Messages that an event sent: several for a broadcast. */
  sentBy(event: number): readonly number[] {
    this.#bySend ??= messagesByEvent(this.#trace.messages.send);
    return this.#bySend.get(event) ?? [];
  }

  receivedBy(event: number): readonly number[] {
    this.#byReceive ??= messagesByEvent(this.#trace.messages.receive);
    return this.#byReceive.get(event) ?? [];
  }

  /** When a message left, else when it came. */
  startOf(message: number): Nanoseconds {
    const sent = this.sentNs.at(message);
    return Number.isNaN(sent) ? this.receivedNs.at(message) : sent;
  }

  endOf(message: number): Nanoseconds {
    const received = this.receivedNs.at(message);
    return Number.isNaN(received) ? this.sentNs.at(message) : received;
  }
}

/** O(messages), when somebody first asks. */
function messagesByEvent(events: Int32Array): Map<number, number[]> {
  const byEvent = new Map<number, number[]>();
  for (let message = 0; message < events.length; message++) {
    if (events[message] < 0) continue;
    const list = byEvent.get(events[message]);
    if (list === undefined) byEvent.set(events[message], [message]);
    else list.push(message);
  }
  return byEvent;
}
