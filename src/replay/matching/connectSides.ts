// Which endpoints of byte streams are connected to one another: sockets by their addresses, IPC channels by the child.

import { connectPipes } from './connectPipes.ts';
import { connectUnixSockets } from './connectUnixSockets.ts';
import type { EndpointUse } from './endpointRows.ts';
import { type Connection, isComplete, newSide, type StreamSide } from './streamSides.ts';

interface Sides {
  readonly left: StreamSide[];
  readonly right: StreamSide[];
}

/** Each connection with both sides once; each side without a partner as a connection of its own. O(endpoints · log endpoints). */
export function connectSides(uses: readonly EndpointUse[]): readonly Connection[] {
  const channels = new Map<string, Sides>();
  const ipc: EndpointUse[] = [];
  const unix: EndpointUse[] = [];
  const pipes: EndpointUse[] = [];
  for (const use of uses) {
    const { transport } = use.of.endpoints[use.index]!;
    if (transport === 'unix') unix.push(use);
    else if (transport === 'pipe') pipes.push(use);
    else if (transport === 'ipc' || transport === 'ipcInternal') ipc.push(use);
    else addSides(channels, use, [newSide([use])]);
  }
  for (const uncertain of Map.groupBy(ipc, keyOf).values()) {
    addSides(channels, uncertain[0]!, Array.from(Map.groupBy(uncertain, ({ thread }) => thread).values(), newSide));
  }
  const connections: Connection[] = [];
  for (const sides of channels.values()) connect(sides, connections);
  return connections.concat(connectUnixSockets(unix), connectPipes(pipes));
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

function keyOf({ of, index }: EndpointUse): string {
  return of.endpoints[index]!.key;
}

/** docs/format.md has the keys. */
function channelOf({ of, index }: EndpointUse): { readonly channel: string; readonly isLeft: boolean } {
  const { transport, key } = of.endpoints[index]!;
  const middle = key.indexOf('>');
  if (middle >= 0) {
    const space = key.indexOf(' ', middle); // of HTTP/2; then the stream's number
    const local = key.slice(0, middle);
    const peer = key.slice(middle + 1, space < 0 ? undefined : space);
    const isLeft = local < peer;
    const number = space < 0 ? '' : key.slice(space);
    return { channel: `${transport} ${isLeft ? `${local}>${peer}` : `${peer}>${local}`}${number}`, isLeft };
  }
  return { channel: `ipc ${key.slice(0, -1)}`, isLeft: key.endsWith('p') };
}

function connect({ left, right }: Sides, connections: Connection[]): void {
  if (left.length === 1 && right.length === 1 && canBePeers(left[0]!, right[0]!)) {
    connections.push({ near: left[0]!, far: right[0]! });
  } else if (left.length === 0 || right.length === 0) {
    for (const near of left) connections.push({ near, far: null });
    for (const near of right) connections.push({ near, far: null });
  } else {
    connectInOrder({ left, right }, connections);
  }
}

/** A pair of addresses is used again only when the connection before is over, so they come in the same order on both sides. */
function connectInOrder({ left, right }: Sides, connections: Connection[]): void {
  const byTime = (a: StreamSide, b: StreamSide): number => a.openedNs - b.openedNs;
  left.sort(byTime);
  right.sort(byTime);
  const isCertain = left.length === right.length && left.every((near, index) => canBePeers(near, right[index]!));
  if (isCertain) for (const [index, near] of left.entries()) connections.push({ near, far: right[index]! });
  else for (const near of [...left, ...right]) connections.push({ near, far: 'ambiguous' });
}

function canBePeers(one: StreamSide, other: StreamSide): boolean {
  return (one.read <= other.written || !isComplete(other)) && (other.read <= one.written || !isComplete(one));
}
