// The two sides of each byte stream: which endpoints are connected to one another, told by keys, order and byte counts.

import type { EndpointUse } from './endpointRows.ts';

/** One side of a connection: one endpoint, or those that held it one after the other, or beside each other on an IPC channel. */
export interface StreamSide {
  readonly uses: readonly EndpointUse[];
  readonly openedNs: number;
  readonly written: number;
  readonly read: number;
}

export interface Connection {
  readonly near: StreamSide;
  /** Null when no traced process has the other side; `ambiguous` when several could be it. */
  readonly far: StreamSide | 'ambiguous' | null;
}

interface Sides {
  readonly left: StreamSide[];
  readonly right: StreamSide[];
}

/** Each connection with both sides once; each side without a partner as a connection of its own. O(endpoints · log endpoints). */
export function connectSides(uses: readonly EndpointUse[]): readonly Connection[] {
  const channels = new Map<string, Sides>();
  const ipc: EndpointUse[] = [];
  for (const use of uses) {
    if (isIpc(use)) ipc.push(use);
    else addSides(channels, use, [newSide([use])]);
  }
  for (const uncertain of Map.groupBy(ipc, keyOf).values()) {
    addSides(channels, uncertain[0]!, Array.from(Map.groupBy(uncertain, ({ thread }) => thread).values(), newSide));
  }
  const connections: Connection[] = [];
  for (const sides of channels.values()) connections.push(...connect(sides));
  return connections;
}

function addSides(channels: Map<string, Sides>, use: EndpointUse, added: readonly StreamSide[]): void {
  const { channel, isLeft } = channelOf(use);
  let sides = channels.get(channel);
  if (sides === undefined) {
    sides = { left: [], right: [] };
    channels.set(channel, sides);
  }
  (isLeft ? sides.left : sides.right).push(...added);
}

function isIpc({ of, index }: EndpointUse): boolean {
  return of.endpoints[index]!.transport.startsWith('ipc');
}

function keyOf({ of, index }: EndpointUse): string {
  return of.endpoints[index]!.key;
}

/** Endpoints of one thread with one key are one side when they are the two sorts of an IPC channel's messages. */
function newSide(uses: readonly EndpointUse[]): StreamSide {
  let openedNs = Number.POSITIVE_INFINITY;
  let written = 0;
  let read = 0;
  for (const { of, index, out, in: incoming } of uses) {
    openedNs = Math.min(openedNs, of.endpoints[index]!.openedNs);
    written = Math.max(written, endOf(of, out.at(-1)));
    read = Math.max(read, endOf(of, incoming.at(-1)));
  }
  return { uses, openedNs, written, read };
}

function endOf({ ends }: EndpointUse['of'], row: number | undefined): number {
  return row === undefined ? 0 : ends.start[row]! + ends.bytes[row]!;
}

/** docs/format.md has the keys. */
function channelOf({ of, index }: EndpointUse): { readonly channel: string; readonly isLeft: boolean } {
  const { transport, key } = of.endpoints[index]!;
  if (transport === 'tcp') {
    const start = key.startsWith('tls ') ? 4 : 0;
    const middle = key.indexOf('>');
    const local = key.slice(start, middle);
    const peer = key.slice(middle + 1);
    return local < peer ? { channel: key, isLeft: true } : { channel: `${key.slice(0, start)}${peer}>${local}`, isLeft: false };
  }
  if (transport === 'unix') {
    const space = key.indexOf(' ');
    return { channel: `unix ${key.slice(space + 1)}`, isLeft: key.slice(0, space) === 'client' };
  }
  return { channel: `${transport.startsWith('ipc') ? 'ipc' : transport} ${key.slice(0, -1)}`, isLeft: key.endsWith('p') };
}

function connect({ left, right }: Sides): readonly Connection[] {
  if (left.length === 0 || right.length === 0) return [...left, ...right].map((near) => ({ near, far: null }));
  const inOrder = (sides: StreamSide[]): StreamSide[] => sides.sort((a, b) => a.openedNs - b.openedNs);
  const pairs = pairUp(inOrder(left), inOrder(right));
  return pairs ?? [...left, ...right].map((near): Connection => ({ near, far: 'ambiguous' }));
}

/** A pair of addresses is used again only when the connection before is over, so they come in the same order on both sides. */
function pairUp(left: readonly StreamSide[], right: readonly StreamSide[]): readonly Connection[] | null {
  const isUnix = left[0]!.uses[0]!.of.endpoints[left[0]!.uses[0]!.index]!.transport === 'unix';
  if (isUnix && left.length > 1) return pairByCounts(left, right);
  if (left.length !== right.length) return null;
  const pairs = left.map((near, index) => ({ near, far: right[index]! }));
  return pairs.every(({ near, far }) => canBePeers(near, far)) ? pairs : null;
}

function canBePeers(one: StreamSide, other: StreamSide): boolean {
  const mayExceed = (side: StreamSide): boolean => side.uses.some(({ of }) => !of.complete);
  return (one.read <= other.written || mayExceed(other)) && (other.read <= one.written || mayExceed(one));
}

/** Clients of one path can't be told apart but by how much they said and heard: certain when no two are alike. */
function pairByCounts(left: readonly StreamSide[], right: readonly StreamSide[]): readonly Connection[] {
  const servers = Map.groupBy(right, ({ read, written }) => `${read} ${written}`);
  const clients = Map.groupBy(left, ({ read, written }) => `${written} ${read}`);
  const connections: Connection[] = [];
  for (const [counts, alike] of clients) {
    const server = servers.get(counts);
    const isCertain = alike.length === 1 && server?.length === 1;
    for (const near of alike) connections.push({ near, far: isCertain ? server[0]! : 'ambiguous' });
    if (isCertain) servers.delete(counts);
  }
  for (const near of [...servers.values()].flat()) connections.push({ near, far: 'ambiguous' });
  return connections;
}
