// The requests and responses of HTTP/2: each is one whole message of its stream, beside the bytes of the bodies.

import type { HttpMark } from '../../model/vocabulary.ts';
import type { EndpointUse } from './endpointRows.ts';
import { messageEndKinds } from './messageEnds.ts';
import { type MessageFacts, type MessageList, whyNotReceived } from './messageList.ts';
import { peerOf } from './peerOf.ts';
import type { Connection, StreamSide } from './streamSides.ts';

const sendCode = messageEndKinds.indexOf('send');
const receiveCode = messageEndKinds.indexOf('receive');

/** In the order of the stream: a side sends its request or its response; a server that pushes sends both. O(rows). */
export function matchHeaders(near: StreamSide, far: Connection['far'], messages: MessageList): void {
  const one = near.uses[0]!;
  if (far === null || far === 'ambiguous') {
    const reason = far === null ? 'peerNotTraced' : 'ambiguous';
    for (const { row, facts } of headersOf(one, 'Sent')) messages.sent(one, row, reason, facts);
    for (const { row, facts } of headersOf(one, 'Received')) messages.received(one, row, reason, facts);
  } else {
    matchDirection(one, far.uses[0]!, messages);
    matchDirection(far.uses[0]!, one, messages);
  }
}

function matchDirection(from: EndpointUse, to: EndpointUse, messages: MessageList): void {
  const sent = headersOf(from, 'Sent');
  const received = headersOf(to, 'Received');
  for (const [index, { row, facts }] of sent.entries()) {
    const end = received[index];
    if (end !== undefined) messages.pair(from, row, to, end.row, facts);
    else messages.sent(from, row, whyNotReceived(to, from.of.ends.timeNs[row]!), facts);
  }
  for (const { row, facts } of received.slice(sent.length)) messages.received(to, row, 'lost', facts);
}

interface Header {
  readonly row: number;
  readonly facts: MessageFacts;
}

/** Each row has its name. */
function headersOf(use: EndpointUse, direction: 'Sent' | 'Received'): readonly Header[] {
  const kind = direction === 'Sent' ? sendCode : receiveCode;
  const marks: readonly HttpMark[] = [`request${direction}`, `response${direction}`];
  const names = use.of.endpoints[use.index]!.http.filter(({ mark }) => marks.includes(mark));
  const rows = (direction === 'Sent' ? use.out : use.in).filter((row) => use.of.ends.kind[row] === kind);
  const peer = peerOf(use);
  return Array.from(rows, (row, index) => ({ row, facts: { transport: 'http2', bytes: null, name: names[index]?.name ?? '', peer } }));
}
