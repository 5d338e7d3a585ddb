// One side of a byte stream, and what connects two of them.

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

/** Endpoints of one thread with one key are one side when they are the two sorts of an IPC channel's messages. */
export function newSide(uses: readonly EndpointUse[]): StreamSide {
  let openedNs = Number.POSITIVE_INFINITY;
  let written = 0;
  let read = 0;
  for (const { of, index, out, in: incoming } of uses) {
    openedNs = Math.min(openedNs, of.endpoints[index]!.openedNs);
    written = Math.max(written, endOf(of, out[out.length - 1]));
    read = Math.max(read, endOf(of, incoming[incoming.length - 1]));
  }
  return { uses, openedNs, written, read };
}

function endOf({ ends }: EndpointUse['of'], row: number | undefined): number {
  return row === undefined ? 0 : ends.start[row]! + ends.bytes[row]!;
}

export function isComplete({ uses }: StreamSide): boolean {
  return uses.every(({ of }) => of.complete);
}
