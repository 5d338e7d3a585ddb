// The table of messages, and what their events learn from being matched: a receive its cause, both their names.

import type { EventTable, MessageTable } from '../model/trace.ts';
import { codeOf, oneEndReasons, transports } from '../model/vocabulary.ts';
import type { Wide } from './compactTables.ts';
import type { MatchedMessage, ThreadMessages } from './matching/messageEnds.ts';
import type { WakeMessage } from './synchronization/wakeMessages.ts';
import type { TraceTexts } from './traceTexts.ts';

type MessageWords = Pick<MatchedMessage, 'transport' | 'bytes' | 'name' | 'reason' | 'peer'>;

const wakeWords = { transport: 'atomics', bytes: null, name: 'Atomics.notify', peer: '' } as const;

/** `firstEvent`: by thread. By send time, else receive time. O(messages log messages). */
export function assembleMessages(
  matched: readonly MatchedMessage[],
  wakes: readonly WakeMessage[],
  threads: readonly ThreadMessages[],
  firstEvent: readonly number[],
  events: Wide<EventTable>,
  texts: TraceTexts,
): MessageTable {
  const eventOf = (thread: number, end: number): number => (end < 0 ? -1 : firstEvent[thread]! + threads[thread]!.ends.event[end]!);
  const timeOf = (send: number, receive: number): number => events.timeNs[send < 0 ? receive : send]!;
  const rows = matched.map((message) => {
    const send = eventOf(message.sendThread, message.sendEnd);
    const receive = eventOf(message.receiveThread, message.receiveEnd);
    return { message: message as MessageWords, send, receive, timeNs: timeOf(send, receive) };
  });
  for (const wake of wakes) {
    const send = wake.send < 0 ? -1 : firstEvent[wake.sendThread]! + wake.send;
    const receive = wake.receive < 0 ? -1 : firstEvent[wake.receiveThread]! + wake.receive;
    rows.push({ message: { ...wakeWords, reason: wake.reason }, send, receive, timeNs: timeOf(send, receive) });
  }
  rows.sort((a, b) => a.timeNs - b.timeNs);
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
  rows.forEach(({ message, send, receive }, row) => {
    table.transport[row] = codeOf(transports, message.transport);
    table.send[row] = send;
    table.receive[row] = receive;
    table.bytes[row] = message.bytes ?? -1;
    table.name[row] = texts.intern(message.name);
    table.reason[row] = codeOf(oneEndReasons, message.reason);
    table.peer[row] = texts.intern(message.peer);
    if (send >= 0 && receive >= 0) events.cause[receive] = send;
    for (const event of [send, receive]) {
      if (event >= 0) nameEvent(events, event, table.name[row]!, table.transport[row]!);
    }
  });
  return table;
}

function nameEvent(events: Wide<EventTable>, event: number, name: number, transport: number): void {
  if (name !== 0) events.name[event] = name;
  events.detail[event] = transport;
}
