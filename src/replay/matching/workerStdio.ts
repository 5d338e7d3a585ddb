// Standard streams of workers: which of the messages on Node's own port carried what the program wrote.

import { decodeStdio } from '../../model/nodePorts.ts';
import type { OneEndReason } from '../../model/vocabulary.ts';
import type { EndpointUse } from './endpointRows.ts';
import type { MessageFacts, MessageTaker } from './messageList.ts';

/** Passes on the messages of streams, named by them, and drops Node's own. What has no send may be either. */
export class WorkerStdio implements MessageTaker {
  readonly #messages: MessageTaker;

  constructor(messages: MessageTaker) {
    this.#messages = messages;
  }

  pair(sender: EndpointUse, sendEnd: number, receiver: EndpointUse, receiveEnd: number, facts: MessageFacts): void {
    const said = factsOf(sender, sendEnd, facts);
    if (said !== null) this.#messages.pair(sender, sendEnd, receiver, receiveEnd, said);
  }

  sent(sender: EndpointUse, sendEnd: number, reason: OneEndReason, facts: MessageFacts): void {
    const said = factsOf(sender, sendEnd, facts);
    if (said !== null) this.#messages.sent(sender, sendEnd, reason, said);
  }

  received(): void {}
}

function factsOf(sender: EndpointUse, sendEnd: number, facts: MessageFacts): MessageFacts | null {
  const said = decodeStdio(sender.of.ends.bytes[sendEnd]!);
  return said === null ? null : { ...facts, bytes: said.bytes, name: said.stream };
}
