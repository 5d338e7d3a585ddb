// Which datagram of a flow is which: between two sockets of a machine they come in order or not at all, none twice.
//
//   sent      5  7  7  9          the first fit from the left and the one from the right agree on 5 and 9, which are certain;
//   received  5  7     9          this 7 may be either

import type { EndpointUse } from './endpointRows.ts';

/** Indexes of the first and the last datagram sent that a received one can be; -1 when none. */
export interface Fit {
  readonly first: number;
  readonly last: number;
}

/** @returns for each row that `to` received; all -1 when the order contradicts itself. O(datagrams). */
export function matchInOrder(from: EndpointUse, to: EndpointUse): readonly Fit[] {
  const received = Array.from(to.in, (row) => ({ bytes: to.of.ends.bytes[row]!, timeNs: to.of.ends.timeNs[row]! }));
  // Of what comes after the sender's records end, the sending may not have been recorded.
  const known = from.of.complete ? received.length : received.findLastIndex(({ timeNs }) => timeNs <= from.of.endedNs) + 1;
  const slackNs = from.thread === to.thread ? 0 : from.of.clockErrorNs + to.of.clockErrorNs;
  const fits = (sent: number, { bytes, timeNs }: { readonly bytes: number; readonly timeNs: number }): boolean => {
    const row = from.out[sent]!;
    return from.of.ends.bytes[row] === bytes && from.of.ends.timeNs[row]! <= timeNs + slackNs;
  };
  const first: number[] = [];
  const last: number[] = [];
  let sent = 0;
  for (let index = 0; index < known; index++, sent++) {
    while (sent < from.out.length && !fits(sent, received[index]!)) sent++;
    if (sent >= from.out.length) return received.map(() => none);
    first[index] = sent;
  }
  sent = from.out.length - 1;
  for (let index = known - 1; index >= 0; index--, sent--) {
    while (!fits(sent, received[index]!)) sent--;
    last[index] = sent;
  }
  return received.map((_, index) => (index < known ? { first: first[index]!, last: last[index]! } : none));
}

const none: Fit = { first: -1, last: -1 };
