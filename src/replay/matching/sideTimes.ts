// Whether two sides of byte streams can be peers, told by the times of their writes and reads: nothing is read before it is written.

import type { EndpointUse } from './endpointRows.ts';
import type { StreamSide } from './streamSides.ts';

/** O(rows of both). */
export function agreeInTime(one: StreamSide, other: StreamSide): boolean {
  return isReadAfterWritten(one, other) && isReadAfterWritten(other, one);
}

function isReadAfterWritten(writer: StreamSide, reader: StreamSide): boolean {
  const from = writer.uses[0]!;
  const to = reader.uses[0]!;
  const slackNs = from.thread === to.thread ? 0 : from.of.clockErrorNs + to.of.clockErrorNs;
  let written = 0;
  let next = 0;
  for (const row of to.in) {
    const timeNs = to.of.ends.timeNs[row]! + slackNs;
    for (; next < from.out.length && from.of.ends.timeNs[from.out[next]!]! <= timeNs; next++) written = endOfRow(from, from.out[next]!);
    if (endOfRow(to, row) > written && !mayHaveLost(from, timeNs)) return false;
  }
  return true;
}

/** Records of that time may be missing. */
function mayHaveLost({ of }: EndpointUse, timeNs: number): boolean {
  return !of.complete && of.endedNs < timeNs;
}

function endOfRow({ of: { ends } }: EndpointUse, row: number): number {
  return ends.start[row]! + ends.bytes[row]!;
}
