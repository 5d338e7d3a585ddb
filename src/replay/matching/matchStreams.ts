// Matching on byte streams: a message is one write, received by the read that brought its last byte.

import type { HttpMark, OneEndReason, Transport } from '../../model/vocabulary.ts';
import type { EndpointUse } from './endpointRows.ts';
import type { HttpName } from './messageEnds.ts';
import { type MessageList, whyNotReceived } from './messageList.ts';
import { connectSides, type StreamSide } from './streamSides.ts';

/** Adds the messages of these endpoints of sockets, pipes and IPC channels. O(ends + endpoints · log endpoints). */
export function matchStreams(uses: readonly EndpointUse[], messages: MessageList): void {
  for (const { near, far } of connectSides(uses)) {
    if (far === null || far === 'ambiguous') {
      leaveSide(near, far === null ? 'peerNotTraced' : 'ambiguous', messages);
      continue;
    }
    const isHttp = speaksHttp(near) || speaksHttp(far);
    matchDirection(near, far, isHttp, messages);
    matchDirection(far, near, isHttp, messages);
  }
}

/** One row of a side's stream. */
interface Piece {
  readonly use: EndpointUse;
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

function matchDirection(from: StreamSide, to: StreamSide, isHttp: boolean, messages: MessageList): void {
  const writes = piecesOf(from, 'out');
  const reads = piecesOf(to, 'in');
  const sent = new NamesInOrder(from, ['requestSent', 'responseSent']);
  // A program that speaks HTTP by itself does not name what it sends; then the one that received it does.
  const names = sent.areAny ? sent : new NamesInOrder(to, ['requestReceived', 'responseReceived']);
  const peer = peerOf(from.uses[0]!);
  let next = 0;
  for (const { use, row, start, end } of writes) {
    while (next < reads.length && reads[next]!.end < end) next++;
    const read = reads[next];
    const facts = { transport: transportOf(use, isHttp), bytes: end - start, name: names.within(start, end), peer };
    if (read === undefined || read.start >= end) messages.sent(use, row, read === undefined ? whyUnread(to, use, row) : 'lost', facts);
    else messages.pair(use, row, read.use, read.row, facts);
  }
  leaveExcess(reads, writes.at(-1)?.end ?? 0, isHttp, messages);
}

function whyUnread(to: StreamSide, { of }: EndpointUse, row: number): OneEndReason {
  return whyNotReceived(to.uses.at(-1)!, of.ends.timeNs[row]!);
}

/** Bytes came in that the records of the other side do not have. */
function leaveExcess(reads: readonly Piece[], written: number, isHttp: boolean, messages: MessageList): void {
  for (let index = reads.length - 1; index >= 0 && reads[index]!.end > written; index--) {
    const { use, row, start, end } = reads[index]!;
    messages.received(use, row, 'lost', { transport: transportOf(use, isHttp), bytes: end - start, name: '', peer: peerOf(use) });
  }
}

/** Of a side whose partner is not known, each read is a message too: what the peer wrote can't be told. */
function leaveSide(side: StreamSide, reason: OneEndReason, messages: MessageList): void {
  const isHttp = speaksHttp(side);
  const sent = new NamesInOrder(side, ['requestSent', 'responseSent']);
  for (const { use, row, start, end } of piecesOf(side, 'out')) {
    messages.sent(use, row, reason, {
      transport: transportOf(use, isHttp),
      bytes: end - start,
      name: sent.within(start, end),
      peer: peerOf(use),
    });
  }
  const received = new NamesInOrder(side, ['requestReceived', 'responseReceived']);
  for (const { use, row, start, end } of piecesOf(side, 'in')) {
    messages.received(use, row, reason, {
      transport: transportOf(use, isHttp),
      bytes: end - start,
      name: received.within(start, end),
      peer: peerOf(use),
    });
  }
}

function piecesOf(side: StreamSide, direction: 'out' | 'in'): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const use of side.uses) {
    const { start, bytes } = use.of.ends;
    const rows = use[direction];
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      pieces.push({ use, row, start: start[row]!, end: start[row]! + bytes[row]! });
    }
  }
  return side.uses.length === 1 ? pieces : pieces.sort((a, b) => a.start - b.start);
}

/** The names of a side's messages in one direction, asked for by ascending offsets. */
class NamesInOrder {
  readonly #names: readonly HttpName[];
  #next = 0;

  constructor(side: StreamSide, marks: readonly HttpMark[]) {
    const names: HttpName[] = [];
    for (const { of, index } of side.uses) for (const name of of.endpoints[index]!.http) if (marks.includes(name.mark)) names.push(name);
    this.#names = names.length > 1 ? names.sort((a, b) => a.offset - b.offset) : names;
  }

  get areAny(): boolean {
    return this.#names.length > 0;
  }

  /** The first name that begins in this part of the stream; else empty. */
  within(start: number, end: number): string {
    while (this.#next < this.#names.length && this.#names[this.#next]!.offset < start) this.#next++;
    const name = this.#names[this.#next];
    return name !== undefined && name.offset < end ? name.name : '';
  }
}

function speaksHttp(side: StreamSide): boolean {
  return side.uses.some(({ of, index }) => of.endpoints[index]!.http.length > 0);
}

function transportOf({ of, index }: EndpointUse, isHttp: boolean): Transport {
  return isHttp ? 'http' : of.endpoints[index]!.transport;
}

/** Who is at the other end, in words. */
function peerOf({ of, index }: EndpointUse): string {
  const { transport, key } = of.endpoints[index]!;
  if (transport === 'tcp') return key.slice(key.indexOf('>') + 1);
  if (transport === 'unix') return key.slice(key.indexOf(' ') + 1);
  return key.endsWith('p') ? `process ${key.slice(0, -1)}` : 'parent process';
}
