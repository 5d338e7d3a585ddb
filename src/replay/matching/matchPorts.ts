// Matching on ports: a channel has two ends, each end is held by one endpoint after the other, and messages keep their order.
//
//   end a:  endpoint 1 of thread 0 ──moved──▶ endpoint 4 of thread 2        the sends of end a, one endpoint after the other,
//   end b:  endpoint 2 of thread 0 ──moved──▶ endpoint 3 of thread 1        are the receives of end b, in order

import type { OneEndReason, Transport } from '../../model/vocabulary.ts';
import type { EndpointUse } from './endpointRows.ts';
import { type MessageFacts, type MessageTaker, whyNotReceived } from './messageList.ts';
import { RelayedMessages } from './relayedMessages.ts';
import { WorkerStdio } from './workerStdio.ts';

/** Where one end of a channel has got to in its sends or receives. */
interface Cursor {
  holder: number;
  row: number;
  /** Messages of the holders before this one. */
  before: number;
}

interface ChannelEnd {
  readonly holders: EndpointUse[];
  readonly sent: Cursor;
  readonly received: Cursor;
}

interface Channel {
  readonly ends: readonly [ChannelEnd, ChannelEnd];
  readonly facts: MessageFacts;
  /** The message that starts a worker is the spawn: it moves ports, and is no message of its own. */
  readonly isStart: boolean;
}

/** Adds the messages of these endpoints, whose transports are those of ports. O(ends + endpoints). */
export function matchPorts(uses: readonly EndpointUse[], messages: MessageTaker): void {
  new PortMatching(uses, messages).run();
}

class PortMatching {
  readonly #uses: readonly EndpointUse[];
  readonly #messages: MessageTaker;
  readonly #stdio: WorkerStdio;
  readonly #relayed: RelayedMessages;
  readonly #channels = new Map<string, Channel>();
  readonly #byEndpoint = new Map<string, EndpointUse>();
  readonly #endOf = new Map<EndpointUse, { readonly channel: Channel; readonly end: ChannelEnd }>();
  readonly #heirs = new Map<EndpointUse, EndpointUse>();
  readonly #pending: Channel[] = [];

  constructor(uses: readonly EndpointUse[], messages: MessageTaker) {
    this.#uses = uses;
    this.#messages = messages;
    this.#stdio = new WorkerStdio(messages);
    this.#relayed = new RelayedMessages(messages);
  }

  run(): void {
    for (const use of this.#uses) this.#byEndpoint.set(`${use.thread} ${use.index + 1}`, use);
    for (const use of this.#uses) this.#holdByKey(use);
    // A message that moves a port must be matched before the port's own messages can be.
    for (let channel = this.#pending.pop(); channel !== undefined; channel = this.#pending.pop()) {
      this.#advance(channel, channel.ends[0], channel.ends[1]);
      this.#advance(channel, channel.ends[1], channel.ends[0]);
    }
    for (const channel of this.#channels.values()) {
      this.#leaveRest(channel, channel.ends[0], channel.ends[1]);
      this.#leaveRest(channel, channel.ends[1], channel.ends[0]);
    }
    for (const use of this.#uses) if (!this.#endOf.has(use)) this.#leaveUnknown(use);
    this.#relayed.finish();
  }

  /** Who takes the messages of a channel. */
  #takerOf({ facts }: Channel): MessageTaker {
    if (facts.transport === 'workerStdio') return this.#stdio;
    return facts.transport === 'workerMessage' ? this.#relayed : this.#messages;
  }

  #holdByKey(use: EndpointUse): void {
    const { transport, key } = use.of.endpoints[use.index]!;
    if (key === '') return;
    const name = `${use.of.process} ${transport} ${key.slice(0, -1)}`;
    let channel = this.#channels.get(name);
    if (channel === undefined) {
      channel = newChannel(transport, transport === 'worker' && key.at(-2) === 's');
      this.#channels.set(name, channel);
    }
    const end = channel.ends['ap'.includes(key.at(-1)!) ? 0 : 1];
    if (end.holders.length === 0) this.#hold(use, channel, end);
  }

  /** `use` is the next holder of this end, then whoever got it from there. */
  #hold(use: EndpointUse, channel: Channel, end: ChannelEnd): void {
    for (let holder: EndpointUse | undefined = use; holder !== undefined; holder = this.#heirs.get(holder)) {
      end.holders.push(holder);
      this.#endOf.set(holder, { channel, end });
    }
    this.#pending.push(channel);
  }

  #advance(channel: Channel, from: ChannelEnd, to: ChannelEnd): void {
    for (;;) {
      const sender = skipToNext(from.holders, from.sent, 'out');
      const receiver = sender && skipToNext(to.holders, to.received, 'in');
      if (sender === undefined || receiver === undefined) return;
      const sendEnd = sender.out[from.sent.row]!;
      const receiveEnd = receiver.in[to.received.row]!;
      // Where records were left out, one of the two is the other end of a message that is not there.
      const ahead = from.sent.before + sender.of.ends.ordinal[sendEnd]! - to.received.before - receiver.of.ends.ordinal[receiveEnd]!;
      if (ahead <= 0) from.sent.row++;
      if (ahead >= 0) to.received.row++;
      if (ahead < 0) this.#takerOf(channel).sent(sender, sendEnd, 'lost', channel.facts);
      else if (ahead > 0) this.#takerOf(channel).received(receiver, receiveEnd, 'lost', channel.facts);
      if (ahead !== 0) continue;
      if (!channel.isStart) this.#takerOf(channel).pair(sender, sendEnd, receiver, receiveEnd, channel.facts);
      this.#move(sender, sender.of.ends.moved.get(sendEnd), receiver, receiver.of.ends.moved.get(receiveEnd));
    }
  }

  #move(sender: EndpointUse, left: readonly number[] = [], receiver: EndpointUse, arrived: readonly number[] = []): void {
    for (const [position, before] of left.entries()) {
      const holder = this.#byEndpoint.get(`${sender.thread} ${before}`);
      const heir = this.#byEndpoint.get(`${receiver.thread} ${arrived[position] ?? 0}`);
      if (holder === undefined || heir === undefined || this.#endOf.has(heir)) continue;
      this.#heirs.set(holder, heir);
      const held = this.#endOf.get(holder);
      if (held !== undefined) this.#hold(heir, held.channel, held.end);
    }
  }

  #leaveRest(channel: Channel, from: ChannelEnd, to: ChannelEnd): void {
    if (channel.isStart) return;
    for (
      let sender = skipToNext(from.holders, from.sent, 'out');
      sender !== undefined;
      sender = skipToNext(from.holders, from.sent, 'out')
    ) {
      const sendEnd = sender.out[from.sent.row++]!;
      this.#takerOf(channel).sent(sender, sendEnd, this.#whyLeft(to, sender.of.ends.timeNs[sendEnd]!), channel.facts);
    }
    for (
      let receiver = skipToNext(to.holders, to.received, 'in');
      receiver !== undefined;
      receiver = skipToNext(to.holders, to.received, 'in')
    ) {
      const reason = from.holders.length === 0 ? 'peerNotTraced' : 'lost';
      this.#takerOf(channel).received(receiver, receiver.in[to.received.row++]!, reason, channel.facts);
    }
  }

  #whyLeft(to: ChannelEnd, timeNs: number): OneEndReason {
    const holder = to.holders.at(-1);
    return holder === undefined ? 'peerNotTraced' : whyNotReceived(holder, timeNs);
  }

  /** An endpoint that came in a message whose sender is not known: of which channel it is an end, nobody can say. */
  #leaveUnknown(use: EndpointUse): void {
    const facts = newChannel(use.of.endpoints[use.index]!.transport, false).facts;
    for (const row of use.out) this.#messages.sent(use, row, 'lost', facts);
    for (const row of use.in) this.#messages.received(use, row, 'lost', facts);
  }
}

/** The holder with the next row, skipping those that have none left; undefined at the end, for now. */
function skipToNext(holders: readonly EndpointUse[], cursor: Cursor, direction: 'out' | 'in'): EndpointUse | undefined {
  for (; cursor.holder < holders.length; cursor.holder++, cursor.row = 0) {
    const holder = holders[cursor.holder]!;
    if (cursor.row < holder[direction].length) return holder;
    const { sent, received } = holder.of.endpoints[holder.index]!;
    cursor.before += direction === 'out' ? sent : received;
  }
  return undefined;
}

function newChannel(transport: Transport, isStart: boolean): Channel {
  const newEnd = (): ChannelEnd => ({ holders: [], sent: { holder: 0, row: 0, before: 0 }, received: { holder: 0, row: 0, before: 0 } });
  return { ends: [newEnd(), newEnd()], facts: { transport, bytes: null, name: '', peer: '' }, isStart };
}
