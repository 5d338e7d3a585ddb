// Unix sockets: which client of a path is which of the connections that its server accepted, told by order, times and byte counts.

import type { EndpointUse } from './endpointRows.ts';
import { agreeInTime } from './sideTimes.ts';
import { type Connection, isComplete, newSide, type StreamSide } from './streamSides.ts';

interface Client {
  readonly side: StreamSide;
  /** The system took the connection between these. */
  readonly startNs: number;
  readonly endNs: number;
}

interface Accepted {
  readonly side: StreamSide;
  /** Which server of which thread, and the how manieth it accepted; 0 when another process did. */
  readonly listener: string;
  readonly number: number;
}

/** Beyond this many clients that can't be told apart by order, their traffic is not compared. */
const mostCompared = 200;

/** O(endpoints · log endpoints), and the rows of clients that connected at the same time. */
export function connectUnixSockets(uses: readonly EndpointUse[]): readonly Connection[] {
  const paths = Map.groupBy(uses, (use) => keyOf(use)[2]);
  return [...paths.values()].flatMap(connectPath);
}

function connectPath(uses: readonly EndpointUse[]): readonly Connection[] {
  const clients: Client[] = [];
  const accepted: Accepted[] = [];
  for (const use of uses) {
    const [role, detail] = keyOf(use);
    const side = newSide([use]);
    if (role === 'client') clients.push({ side, ...interval(detail) });
    else accepted.push({ side, ...place(use, detail) });
  }
  if (clients.length === 0 || accepted.length === 0) return [...clients, ...accepted].map(({ side }) => ({ near: side, far: null }));
  const connections: Connection[] = [];
  const queue = placesInQueue(accepted, clients.length);
  if (queue === null) connectAlike(clients, accepted, false, connections);
  else connectInOrder(clients, queue, connections);
  return connections;
}

/** The parts of a key; the path may have spaces. */
function keyOf({ of, index }: EndpointUse): readonly [role: string, detail: string, path: string] {
  const { key } = of.endpoints[index]!;
  const first = key.indexOf(' ');
  const second = key.indexOf(' ', first + 1);
  return [key.slice(0, first), key.slice(first + 1, second), key.slice(second + 1)];
}

function interval(detail: string): Pick<Client, 'startNs' | 'endNs'> {
  const [startNs = 0, endNs = 0] = detail.split('-').map(Number);
  return { startNs, endNs };
}

function place({ thread }: EndpointUse, detail: string): Pick<Accepted, 'listener' | 'number'> {
  const [listener = '', number = 0] = detail.split('.');
  return { listener: `${thread} ${listener}`, number: Number(number) };
}

/** The accepted connections by their place among all clients; null when those may have been others than the ones that are known. */
function placesInQueue(accepted: readonly Accepted[], clients: number): ReadonlyMap<number, Accepted> | null {
  const listeners = [...Map.groupBy(accepted, ({ listener }) => listener).values()];
  listeners.sort((a, b) => a[0]!.side.openedNs - b[0]!.side.openedNs);
  const places = new Map<number, Accepted>();
  let before = 0;
  for (const group of listeners) {
    let most = 0;
    for (const one of group) {
      if (!(one.number > 0)) return null;
      places.set(before + one.number - 1, one);
      most = Math.max(most, one.number);
    }
    before += most;
  }
  // One that died did not tell of those that it accepted last, and all that it told of stand before them.
  const mayHaveMore = listeners.length === 1 && !isComplete(accepted[0]!.side);
  return before === clients || (mayHaveMore && before < clients) ? places : null;
}

/** A server accepts its clients in the order in which the system took them; those taken at the same time are told apart by their traffic. */
function connectInOrder(clients: Client[], queue: ReadonlyMap<number, Accepted>, connections: Connection[]): void {
  clients.sort((a, b) => a.startNs - b.startNs);
  for (let first = 0; first < clients.length; ) {
    let end = first + 1;
    for (let { endNs } = clients[first]!; end < clients.length && clients[end]!.startNs <= endNs; end++)
      endNs = Math.max(endNs, clients[end]!.endNs);
    const candidates: Accepted[] = [];
    for (let at = first; at < end; at++) if (queue.has(at)) candidates.push(queue.get(at)!);
    connectAlike(clients.slice(first, end), candidates, candidates.length === end - first, connections);
    first = end;
  }
}

/**
 * Pairs those that fit each other alone, again until there are none left. Where it is not certain that the client of
 * each is among these, both must have counted the same bytes.
 */
function connectAlike(clients: readonly Client[], accepted: readonly Accepted[], isKnown: boolean, connections: Connection[]): void {
  const open = new Set([...clients, ...accepted].map(({ side }) => side));
  const fits = fitsOf(clients, accepted, isKnown);
  const openFits = (side: StreamSide): readonly StreamSide[] => (fits.get(side) ?? []).filter((other) => open.has(other));
  const isAlone = (side: StreamSide): boolean => {
    const [other, another] = openFits(side);
    return other !== undefined && another === undefined && (isKnown || openFits(other).length === 1);
  };
  for (let near = [...open].find(isAlone); near !== undefined; near = [...open].find(isAlone)) {
    const far = openFits(near)[0]!;
    connections.push({ near, far });
    open.delete(near);
    open.delete(far);
  }
  for (const near of open) connections.push({ near, far: fits.get(near)?.length === 0 ? null : 'ambiguous' });
}

/** Which sides each may be connected to; nothing when there are too many. */
function fitsOf(
  clients: readonly Client[],
  accepted: readonly Accepted[],
  isKnown: boolean,
): ReadonlyMap<StreamSide, readonly StreamSide[]> {
  const fits = new Map<StreamSide, readonly StreamSide[]>();
  if (clients.length > mostCompared || accepted.length > mostCompared) return fits;
  const isFit = (one: StreamSide, other: StreamSide): boolean =>
    agreeInTime(one, other) && (isKnown || (one.read === other.written && one.written === other.read));
  for (const { side } of clients)
    fits.set(
      side,
      accepted.map((other) => other.side).filter((other) => isFit(side, other)),
    );
  for (const { side } of accepted)
    fits.set(
      side,
      clients.map((other) => other.side).filter((other) => isFit(other, side)),
    );
  return fits;
}
