// Matching on byte streams: a message is one write, received by the read that brought its last byte.

import type { OneEndReason } from '../../model/vocabulary.ts';
import { connectSides } from './connectSides.ts';
import type { EndpointUse } from './endpointRows.ts';
import { Conversation, isHttp2, type Spoken } from './httpConversation.ts';
import { matchHeaders } from './matchHeaders.ts';
import { messageEndKinds } from './messageEnds.ts';
import { type MessageList, whyNotReceived } from './messageList.ts';
import { peerOf } from './peerOf.ts';
import type { StreamSide } from './streamSides.ts';

/** Adds the messages of these endpoints of sockets, pipes and IPC channels. O(ends + endpoints · log endpoints). */
export function matchStreams(uses: readonly EndpointUse[], messages: MessageList): void {
  for (const { near, far } of connectSides(uses)) {
    if (isHttp2(near)) matchHeaders(near, far, messages);
    if (far === null || far === 'ambiguous') {
      leaveSide(near, far === null ? 'peerNotTraced' : 'ambiguous', messages);
      continue;
    }
    const conversation = new Conversation(near, far);
    matchDirection(near, far, conversation, messages);
    matchDirection(far, near, conversation, messages);
  }
}

/** One row of a side's stream. */
interface Piece {
  readonly use: EndpointUse;
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

function matchDirection(from: StreamSide, to: StreamSide, conversation: Conversation, messages: MessageList): void {
  const writes = piecesOf(from, 'out');
  const reads = piecesOf(to, 'in');
  const spoken = conversation.from(from);
  const peer = peerOf(from.uses[0]!);
  let next = 0;
  for (const { use, row, start, end } of writes) {
    while (next < reads.length && reads[next]!.end < end) next++;
    const read = reads[next];
    const facts = { ...spoken.within(use, start, end), bytes: end - start, peer };
    if (read === undefined || read.start >= end) messages.sent(use, row, read === undefined ? whyUnread(to, use, row) : 'lost', facts);
    else messages.pair(use, row, read.use, read.row, facts);
  }
  leaveExcess(reads, writes.at(-1)?.end ?? 0, spoken, messages);
}

function whyUnread(to: StreamSide, { of }: EndpointUse, row: number): OneEndReason {
  return whyNotReceived(to.uses.at(-1)!, of.ends.timeNs[row]!);
}

/** Bytes came in that the records of the other side do not have. */
function leaveExcess(reads: readonly Piece[], written: number, spoken: Spoken, messages: MessageList): void {
  for (let index = reads.length - 1; index >= 0 && reads[index]!.end > written; index--) {
    const { use, row, start, end } = reads[index]!;
    messages.received(use, row, 'lost', { ...spoken.rest(use), bytes: end - start, peer: peerOf(use) });
  }
}

/** Of a side whose partner is not known, each read is a message too: what the peer wrote can't be told. */
function leaveSide(side: StreamSide, reason: OneEndReason, messages: MessageList): void {
  const conversation = new Conversation(side, null);
  const [sent, received] = [conversation.from(side), conversation.from(null)];
  for (const { use, row, start, end } of piecesOf(side, 'out')) {
    messages.sent(use, row, reason, { ...sent.within(use, start, end), bytes: end - start, peer: peerOf(use) });
  }
  for (const { use, row, start, end } of piecesOf(side, 'in')) {
    messages.received(use, row, reason, { ...received.within(use, start, end), bytes: end - start, peer: peerOf(use) });
  }
}

function piecesOf(side: StreamSide, direction: 'out' | 'in'): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const use of side.uses) {
    const { start, bytes, kind } = use.of.ends;
    const rows = use[direction];
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      if (kind[row] !== writeCode && kind[row] !== readCode) continue;
      pieces.push({ use, row, start: start[row]!, end: start[row]! + bytes[row]! });
    }
  }
  return side.uses.length === 1 ? pieces : pieces.sort((a, b) => a.start - b.start);
}

const writeCode = messageEndKinds.indexOf('write');
const readCode = messageEndKinds.indexOf('read');
