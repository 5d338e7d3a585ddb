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

/** Both ends of each message; −1 where that end is not traced. */
export interface MessageEnds {
  readonly count: number;
  /** Events. */
  readonly send: Int32Array;
  readonly receive: Int32Array;
  /** Threads. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The tasks that ran. */
  readonly sendTask: Int32Array;
  readonly receiveTask: Int32Array;
  /** NaN where that end is not known. */
  readonly sentNs: Times;
  readonly receivedNs: Times;
}

/** O(messages log threads). */
export function endsOf(trace: Trace): MessageEnds {
  const { events, messages } = trace;
  const { count, send, receive } = messages;
  const threadOf = (event: number): number => (event < 0 ? -1 : threadOfEvent(trace, event));
  const taskOf = (event: number): number => (event < 0 ? -1 : events.task[event]);
  const timesOf = (ends: Int32Array): Times => {
    const times = new Float64Array(count);
    for (let message = 0; message < count; message++) times[message] = ends[message] < 0 ? Number.NaN : events.timeNs.at(ends[message]);
    return Times.of(times);
  };
  return {
    count,
    send,
    receive,
    from: send.map(threadOf),
    to: receive.map(threadOf),
    sendTask: send.map(taskOf),
    receiveTask: receive.map(taskOf),
    sentNs: timesOf(send),
    receivedNs: timesOf(receive),
  };
}

export class MessageIndex {
  readonly ends: MessageEnds;
  readonly pairs: readonly MessagePair[];
  #bySend: Map<number, number[]> | undefined;
  #byReceive: Map<number, number[]> | undefined;

  /** O(messages), and a sort of those that are not in order. */
  constructor(ends: MessageEnds, threadCount: number) {
    this.ends = ends;
    const members = new Map<number, number[]>();
    const threads = threadCount + 1;
    for (let message = 0; message < ends.count; message++) {
      const key = (ends.from[message] + 1) * threads + ends.to[message] + 1;
      const list = members.get(key);
      if (list === undefined) members.set(key, [message]);
      else list.push(message);
    }
    this.pairs = Array.from(members, ([key, list]) => {
      const from = Math.floor(key / threads) - 1;
      const to = (key % threads) - 1;
      const items = Uint32Array.from(list);
      const bySend = from < 0 ? new Uint32Array(0) : orderByTime(this.sentNs, items);
      return { from, to, bySend, byReceive: to < 0 ? new Uint32Array(0) : orderByTime(this.receivedNs, items) };
    });
  }

  get sentNs(): Times {
    return this.ends.sentNs;
  }

  get receivedNs(): Times {
    return this.ends.receivedNs;
  }

  /** Messages that an event sent: several for a broadcast. */
  sentBy(event: number): readonly number[] {
    this.#bySend ??= messagesByEvent(this.ends.send);
    return this.#bySend.get(event) ?? [];
  }

  receivedBy(event: number): readonly number[] {
    this.#byReceive ??= messagesByEvent(this.ends.receive);
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
