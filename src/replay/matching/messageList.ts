// The matched messages as they are found, and why one of them has a single end.

import type { OneEndReason, Transport } from '../../model/vocabulary.ts';
import type { EndpointUse } from './endpointRows.ts';
import type { MatchedMessage } from './messageEnds.ts';

export interface MessageFacts {
  readonly transport: Transport;
  readonly bytes: number | null;
  readonly name: string;
  readonly peer: string;
}

/** Takes messages as they are matched. Rows are those of the endpoints' threads. */
export interface MessageTaker {
  pair(sender: EndpointUse, sendEnd: number, receiver: EndpointUse, receiveEnd: number, facts: MessageFacts): void;
  sent(sender: EndpointUse, sendEnd: number, reason: OneEndReason, facts: MessageFacts): void;
  received(receiver: EndpointUse, receiveEnd: number, reason: OneEndReason, facts: MessageFacts): void;
}

export class MessageList implements MessageTaker {
  readonly messages: MatchedMessage[] = [];

  pair(
    sender: EndpointUse,
    sendEnd: number,
    receiver: EndpointUse,
    receiveEnd: number,
    { transport, bytes, name, peer }: MessageFacts,
  ): void {
    this.messages.push({
      transport,
      sendThread: sender.thread,
      sendEnd,
      receiveThread: receiver.thread,
      receiveEnd,
      bytes,
      name,
      reason: 'none',
      peer,
    });
  }

  sent(sender: EndpointUse, sendEnd: number, reason: OneEndReason, { transport, bytes, name, peer }: MessageFacts): void {
    this.messages.push({ transport, sendThread: sender.thread, sendEnd, receiveThread: -1, receiveEnd: -1, bytes, name, reason, peer });
  }

  received(receiver: EndpointUse, receiveEnd: number, reason: OneEndReason, { transport, bytes, name, peer }: MessageFacts): void {
    this.messages.push({ transport, sendThread: -1, sendEnd: -1, receiveThread: receiver.thread, receiveEnd, bytes, name, reason, peer });
  }
}

/** Why what was sent at `timeNs` did not come out of the receiving endpoint. */
export function whyNotReceived(receiver: EndpointUse, timeNs: number): OneEndReason {
  const { of, index } = receiver;
  if (of.endpoints[index]!.closedNs !== null) return 'closed';
  if (!of.complete) return 'lost';
  return of.endedNs < timeNs ? 'closed' : 'inFlight';
}
