// postMessageToThread: one message of the two that pass by the main thread.
//
//   worker A ──send──▶ receive, main thread, send ──▶ receive, worker B       the main thread sends on as it receives:
//                            row n            row n + 1                      nothing of its own comes in between

import { decodeFarThread, unheard } from '../../model/nodePorts.ts';
import type { OneEndReason } from '../../model/vocabulary.ts';
import type { EndpointUse } from './endpointRows.ts';
import type { MessageFacts, MessageTaker } from './messageList.ts';

const mainThread = 0;

interface Send {
  readonly sender: EndpointUse;
  readonly sendEnd: number;
  readonly facts: MessageFacts;
}

/** What became of a message that the main thread sent on. */
interface Relayed extends Send {
  readonly receiver: EndpointUse | undefined;
  readonly receiveEnd: number;
  readonly reason: OneEndReason;
}

/** Drops Node's own messages. {@link finish} has to follow when all have been told. */
export class RelayedMessages implements MessageTaker {
  readonly #messages: MessageTaker;
  /** Messages for other workers, by where the main thread received them. */
  readonly #toRelay = new Map<string, Send>();
  readonly #relayed: Relayed[] = [];

  constructor(messages: MessageTaker) {
    this.#messages = messages;
  }

  pair(sender: EndpointUse, sendEnd: number, receiver: EndpointUse, receiveEnd: number, facts: MessageFacts): void {
    const far = farThreadOf(sender, sendEnd);
    if (far === null) return;
    if (far === mainThread) this.#deliver({ sender, sendEnd, facts }, receiver, receiveEnd);
    else if (isMain(sender)) this.#relayed.push({ sender, sendEnd, receiver, receiveEnd, reason: 'none', facts });
    else this.#toRelay.set(placeOf(receiver, receiveEnd), { sender, sendEnd, facts });
  }

  sent(sender: EndpointUse, sendEnd: number, reason: OneEndReason, facts: MessageFacts): void {
    const far = farThreadOf(sender, sendEnd);
    if (far === null) return;
    if (far !== mainThread && isMain(sender)) this.#relayed.push({ sender, sendEnd, receiver: undefined, receiveEnd: -1, reason, facts });
    else this.#messages.sent(sender, sendEnd, reason, facts);
  }

  /** To the main thread it may be one of Node's own. */
  received(receiver: EndpointUse, receiveEnd: number, reason: OneEndReason, facts: MessageFacts): void {
    if (!isMain(receiver)) this.#messages.received(receiver, receiveEnd, reason, facts);
  }

  finish(): void {
    for (const { sender, sendEnd, receiver, receiveEnd, reason, facts } of this.#relayed) {
      const place = placeOf(sender, sendEnd - 1);
      const origin = this.#toRelay.get(place);
      this.#toRelay.delete(place);
      if (receiver === undefined) {
        if (origin !== undefined) this.#messages.sent(origin.sender, origin.sendEnd, reason, facts);
      } else if (origin === undefined) this.#messages.received(receiver, receiveEnd, 'lost', facts);
      else this.#deliver(origin, receiver, receiveEnd);
    }
    // There was no such thread, or no more.
    for (const { sender, sendEnd, facts } of this.#toRelay.values()) this.#messages.sent(sender, sendEnd, 'closed', facts);
  }

  #deliver({ sender, sendEnd, facts }: Send, receiver: EndpointUse, receiveEnd: number): void {
    if (receiver.of.ends.bytes[receiveEnd] === unheard) this.#messages.sent(sender, sendEnd, 'closed', facts);
    else this.#messages.pair(sender, sendEnd, receiver, receiveEnd, facts);
  }
}

function farThreadOf(sender: EndpointUse, sendEnd: number): number | null {
  return decodeFarThread(sender.of.ends.bytes[sendEnd]!);
}

function isMain({ of }: EndpointUse): boolean {
  return of.threadId === mainThread;
}

function placeOf({ thread }: EndpointUse, row: number): string {
  return `${thread} ${row}`;
}
