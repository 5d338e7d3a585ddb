// The table of messages, and what their events learn from being matched: a receive its cause, both their names.

import type { EventTable, MessageTable } from '../model/trace.ts';
import { codeOf, oneEndReasons, transports } from '../model/vocabulary.ts';
import type { Wide } from './compactTables.ts';
import type { MatchedMessage } from './matching/messageEnds.ts';
import type { PairedMessages } from './pairMessages.ts';
import type { TraceTexts } from './traceTexts.ts';

type MessageWords = Pick<MatchedMessage, 'transport' | 'bytes' | 'name' | 'reason' | 'peer'>;

const wakeWords = { transport: 'atomics', bytes: null, name: 'Atomics.notify', peer: '' } as const;

/** A message before it has its place in the table. Events are the threads' own numbers; −1 where the message has no such end. */
export interface OrderedMessage {
  readonly words: MessageWords;
  readonly sendThread: number;
  readonly send: number;
  readonly receiveThread: number;
  readonly receive: number;
  /** When it was sent, else received. */
  readonly timeNs: number;
}

/** By send time, else receive time. O(messages log messages). */
export function orderMessages(
  { threads, matched, wakes }: PairedMessages,
  timeOf: (thread: number, event: number) => number,
): readonly OrderedMessage[] {
  const place = (words: MessageWords, sendThread: number, send: number, receiveThread: number, receive: number): OrderedMessage => {
    const timeNs = send < 0 ? timeOf(receiveThread, receive) : timeOf(sendThread, send);
    return { words, sendThread, send, receiveThread, receive, timeNs };
  };
  const eventOf = (thread: number, end: number): number => (end < 0 ? -1 : threads[thread]!.ends.event[end]!);
  const rows = matched.map((message) => {
    const { sendThread, sendEnd, receiveThread, receiveEnd } = message;
    return place(message, sendThread, eventOf(sendThread, sendEnd), receiveThread, eventOf(receiveThread, receiveEnd));
  });
  for (const { sendThread, send, receiveThread, receive, reason } of wakes)
    rows.push(place({ ...wakeWords, reason }, sendThread, send, receiveThread, receive));
  return rows.sort((a, b) => a.timeNs - b.timeNs);
}

/** `firstEvent`: by thread. O(messages). */
export function assembleMessages(
  rows: readonly OrderedMessage[],
  firstEvent: readonly number[],
  events: Wide<EventTable>,
  texts: TraceTexts,
): MessageTable {
  const eventOf = (thread: number, event: number): number => (event < 0 ? -1 : firstEvent[thread]! + event);
  const count = rows.length;
  const table = {
    count,
    transport: new Uint8Array(count),
    send: new Int32Array(count),
    receive: new Int32Array(count),
    bytes: new Float64Array(count),
    name: new Uint32Array(count),
    reason: new Uint8Array(count),
    peer: new Uint32Array(count),
  };
  rows.forEach((ordered, row) => {
    const { words: message } = ordered;
    const send = eventOf(ordered.sendThread, ordered.send);
    const receive = eventOf(ordered.receiveThread, ordered.receive);
    table.transport[row] = codeOf(transports, message.transport);
    table.send[row] = send;
    table.receive[row] = receive;
    table.bytes[row] = message.bytes ?? -1;
    table.name[row] = texts.intern(message.name);
    table.reason[row] = codeOf(oneEndReasons, message.reason);
    table.peer[row] = texts.intern(message.peer);
    if (send >= 0 && receive >= 0) events.cause[receive] = send;
    if (send >= 0) nameEvent(events, send, table.name[row]!, table.transport[row]!);
    if (receive >= 0) nameEvent(events, receive, table.name[row]!, table.transport[row]!);
  });
  return table;
}

function nameEvent(events: Wide<EventTable>, event: number, name: number, transport: number): void {
  if (name !== 0) events.name[event] = name;
  events.detail[event] = transport;
}
