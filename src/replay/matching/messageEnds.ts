// What one thread says of its messages: its endpoints, and what passed through them, in the thread's order.

import type { HttpMark, OneEndReason, Transport } from '../../model/vocabulary.ts';

/** One end of a channel as one thread holds it. Its id is its index + 1. */
export interface MessageEndpoint {
  readonly transport: Transport;
  /** As recorded, or as last replaced; docs/format.md has the keys of each transport. Empty when unknown. */
  readonly key: string;
  /** No later than its first use. */
  readonly openedNs: number;
  /** Null when it was not seen to close. */
  readonly closedNs: number | null;
  /** Messages in all, those that were not recorded included. */
  readonly sent: number;
  readonly received: number;
  /** The HTTP messages that are known to begin in its stream; offsets count in the direction of the mark. */
  readonly http: readonly HttpName[];
}

export interface HttpName {
  readonly mark: HttpMark;
  readonly offset: number;
  readonly name: string;
}

export const messageEndKinds = ['send', 'receive', 'write', 'read'] as const;
export type MessageEndKind = (typeof messageEndKinds)[number];

/** Parallel columns, one row an end. */
interface MessageEnds {
  readonly length: number;
  /** Index in {@link messageEndKinds}. */
  readonly kind: Uint8Array;
  readonly timeNs: Float64Array;
  /** Endpoint id. */
  readonly endpoint: Uint32Array;
  /** The owner's own number of the event; carried, never read. */
  readonly event: Uint32Array;
  /** Of a stream's end: its first byte's offset. */
  readonly start: Float64Array;
  /** Of a broadcast's send: how long the post took, in nanoseconds. */
  readonly bytes: Float64Array;
  /** How many messages had gone out of, or come into, the endpoint before: recorded or not. */
  readonly ordinal: Uint32Array;
  /** By row: the endpoints that moved with the message; 0 stands for one that is not known. */
  readonly moved: ReadonlyMap<number, readonly number[]>;
}

export interface ThreadMessages {
  readonly pid: number;
  /** Tells processes with the same pid apart; equal for the threads of one process. */
  readonly process: number;
  readonly threadId: number;
  /** Its records reach to its end: none is missing. */
  readonly complete: boolean;
  /** How far its times may be from those of other threads. */
  readonly clockErrorNs: number;
  /** Time of its last record. */
  readonly endedNs: number;
  readonly endpoints: readonly MessageEndpoint[];
  readonly ends: MessageEnds;
}

/** Rows of {@link MessageEnds}, with the thread's index; -1 where the message has no such end. */
export interface MatchedMessage {
  readonly transport: Transport;
  readonly sendThread: number;
  readonly sendEnd: number;
  readonly receiveThread: number;
  readonly receiveEnd: number;
  /** Null when not known. */
  readonly bytes: number | null;
  /** `GET /path`, `200 for GET /path`, a broadcast's channel; else empty. */
  readonly name: string;
  /** `none` when both ends are there. */
  readonly reason: OneEndReason;
  /** The other end's address in words, as far as it is known; else empty. */
  readonly peer: string;
}
