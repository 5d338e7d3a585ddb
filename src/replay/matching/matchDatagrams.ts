// Matching on UDP: which socket sent to which, told by their addresses.

import { matchInOrder } from './datagramOrder.ts';
import type { EndpointUse } from './endpointRows.ts';
import { type MessageFacts, type MessageList, whyNotReceived } from './messageList.ts';

/** What one socket sent to, or got from, one address. */
interface Flow {
  readonly use: EndpointUse;
  readonly own: Place;
  readonly peer: Place;
  readonly facts: Omit<MessageFacts, 'bytes'>;
}

interface Place {
  readonly host: string;
  readonly port: string;
}

/** A sender's datagrams: where each has got to, so far. */
type Fate = 'unheard' | 'received' | 'ambiguous';

/** Adds the messages of these endpoints of transport `udp`. O(messages + endpoints · those with the same two ports). */
export function matchDatagrams(uses: readonly EndpointUse[], messages: MessageList): void {
  const flows = uses.map(readKey);
  const senders = flows.filter(({ use }) => use.out.length > 0);
  const byPorts = Map.groupBy(senders, ({ own, peer }) => `${own.port} ${peer.port}`);
  const receivers = flows.filter(({ use }) => use.in.length > 0);
  const links = receivers.flatMap((to) =>
    (byPorts.get(`${to.peer.port} ${to.own.port}`) ?? []).filter((from) => reaches(from, to)).map((from) => ({ from, to })),
  );
  const sendersOf = Map.groupBy(links, ({ to }) => to);
  const receiversOf = Map.groupBy(links, ({ from }) => from);
  const fates = new Map(senders.map((from) => [from, Array.from(from.use.out, (): Fate => 'unheard')]));
  for (const to of receivers) {
    const candidates = sendersOf.get(to)?.map(({ from }) => from) ?? [];
    const only = candidates.length === 1 ? candidates[0]! : undefined;
    if (only !== undefined && (receiversOf.get(only)!.length === 1 || isForMany(only.peer))) pairUp(only, to, fates.get(only)!, messages);
    else {
      for (const row of to.use.in) leave(to, row, candidates.length === 0 ? 'peerNotTraced' : 'ambiguous', messages);
      for (const from of candidates) fates.get(from)!.fill('ambiguous');
    }
  }
  for (const from of senders) leaveUnheard(from, receiversOf.get(from)?.[0]?.to, fates.get(from)!, messages);
}

function pairUp(from: Flow, to: Flow, fates: Fate[], messages: MessageList): void {
  const order = matchInOrder(from.use, to.use);
  for (const [index, row] of to.use.in.entries()) {
    const { first, last } = order[index]!;
    if (first === last && first >= 0) {
      fates[first] = 'received';
      messages.pair(from.use, from.use.out[first]!, to.use, row, factsOf(from, from.use.out[first]!));
      continue;
    }
    leave(to, row, first < 0 ? 'lost' : 'ambiguous', messages);
    for (let sent = Math.max(0, first); first >= 0 && sent <= last; sent++) if (fates[sent] === 'unheard') fates[sent] = 'ambiguous';
  }
}

function leave(to: Flow, row: number, reason: 'peerNotTraced' | 'ambiguous' | 'lost', messages: MessageList): void {
  messages.received(to.use, row, reason, factsOf(to, row));
}

function leaveUnheard(from: Flow, to: Flow | undefined, fates: readonly Fate[], messages: MessageList): void {
  for (const [index, row] of from.use.out.entries()) {
    if (fates[index] === 'ambiguous') messages.sent(from.use, row, 'ambiguous', factsOf(from, row));
    if (fates[index] !== 'unheard') continue;
    const reason = to === undefined ? 'peerNotTraced' : whyNotReceived(to.use, from.use.of.ends.timeNs[row]!);
    messages.sent(from.use, row, reason, factsOf(from, row));
  }
}

function factsOf({ use, facts }: Flow, row: number): MessageFacts {
  return { ...facts, bytes: use.of.ends.bytes[row]! };
}

function readKey(use: EndpointUse): Flow {
  const { key } = use.of.endpoints[use.index]!;
  const middle = key.indexOf('>');
  const peer = key.slice(middle + 1);
  return { use, own: placeOf(key.slice(0, middle)), peer: placeOf(peer), facts: { transport: 'udp', name: '', peer } };
}

function placeOf(text: string): Place {
  const colon = text.lastIndexOf(':');
  return { host: text.slice(0, colon), port: text.slice(colon + 1) };
}

/**
 * Whether what `from` sends comes to `to`, as far as the addresses tell; the ports are equal. A socket that is bound to
 * any address sends from the one that it sends to, when that is of this machine.
 */
function reaches(from: Flow, to: Flow): boolean {
  const target = from.peer.host;
  const source = to.peer.host;
  const isAddressed = to.own.host === target || (isAny(to.own.host) && (isLocal(source, target) || isForMany(from.peer)));
  return isAddressed && (from.own.host === source || (isAny(from.own.host) && (isLocal(source, target) || isForMany(from.peer))));
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '[::]';
}

/** Of a datagram that stays on the machine. */
function isLocal(source: string, target: string): boolean {
  return source === target || (isLoopback(source) && isLoopback(target));
}

function isLoopback(host: string): boolean {
  return host.startsWith('127.') || host === '[::1]';
}

/** Multicast and broadcast: every socket gets its own. */
function isForMany({ host }: Place): boolean {
  const first = Number.parseInt(host, 10);
  return (first >= 224 && first <= 239) || host.endsWith('.255') || /^\[ff/i.test(host);
}
