// Gathers one thread's message records into the columns that matching reads.

import { type HttpMark, httpMarks, type Transport, transports } from '../../model/vocabulary.ts';
import { type HttpName, type MessageEndKind, type MessageEndpoint, messageEndKinds, type ThreadMessages } from './messageEnds.ts';

interface OpenEndpoint {
  readonly transport: Transport;
  key: string;
  readonly openedNs: number;
  closedNs: number | null;
  readonly http: HttpName[];
}

const none: readonly number[] = [];

/** Takes the message records of one thread in order; codes are those of the wire. Ends of endpoints that were never defined are dropped. */
export class MessageEndsBuilder {
  #length = 0;
  #kind = new Uint8Array(64);
  #timeNs = new Float64Array(64);
  #endpoint = new Uint32Array(64);
  #event = new Uint32Array(64);
  #start = new Float64Array(64);
  #bytes = new Float64Array(64);
  readonly #moved = new Map<number, readonly number[]>();
  readonly #endpoints: OpenEndpoint[] = [];

  /** Rows so far: the next one's index. */
  get length(): number {
    return this.#length;
  }

  /** `timeNs`: of the last timed record. */
  endpoint(timeNs: number, transport: number, key: string): void {
    const word = transports[transport] ?? 'pipe';
    this.#endpoints.push({ transport: word, key, openedNs: timeNs, closedNs: null, http: [] });
  }

  endpointKey(endpoint: number, key: string): void {
    const known = this.#endpoints[endpoint - 1];
    if (known !== undefined) known.key = key;
  }

  endpointClosed(timeNs: number, endpoint: number): void {
    const known = this.#endpoints[endpoint - 1];
    if (known !== undefined) known.closedNs ??= timeNs;
  }

  http(endpoint: number, mark: number, offset: number, name: string): void {
    const word: HttpMark | undefined = httpMarks[mark];
    if (word !== undefined) this.#endpoints[endpoint - 1]?.http.push({ mark: word, offset, name });
  }

  /** @returns the new row's index, or -1 when the endpoint is unknown. Amortised O(1). */
  add(
    kind: MessageEndKind,
    timeNs: number,
    event: number,
    endpoint: number,
    start: number,
    bytes: number,
    moved: readonly number[] = none,
  ): number {
    if (this.#endpoints[endpoint - 1] === undefined) return -1;
    const row = this.#length++;
    if (row === this.#kind.length) this.#grow();
    this.#kind[row] = messageEndKinds.indexOf(kind);
    this.#timeNs[row] = timeNs;
    this.#endpoint[row] = endpoint;
    this.#event[row] = event;
    this.#start[row] = start;
    this.#bytes[row] = bytes;
    if (moved.length > 0) this.#moved.set(row, moved);
    return row;
  }

  finish(thread: Pick<ThreadMessages, 'pid' | 'process' | 'threadId' | 'complete' | 'clockErrorNs' | 'endedNs'>): ThreadMessages {
    const length = this.#length;
    return {
      ...thread,
      endpoints: this.#endpoints satisfies readonly MessageEndpoint[],
      ends: {
        length,
        kind: this.#kind.subarray(0, length),
        timeNs: this.#timeNs.subarray(0, length),
        endpoint: this.#endpoint.subarray(0, length),
        event: this.#event.subarray(0, length),
        start: this.#start.subarray(0, length),
        bytes: this.#bytes.subarray(0, length),
        moved: this.#moved,
      },
    };
  }

  #grow(): void {
    const capacity = this.#kind.length * 2;
    const wider = <Column extends { set(from: Column): void }>(column: Column, into: Column): Column => {
      into.set(column);
      return into;
    };
    this.#kind = wider(this.#kind, new Uint8Array(capacity));
    this.#timeNs = wider(this.#timeNs, new Float64Array(capacity));
    this.#endpoint = wider(this.#endpoint, new Uint32Array(capacity));
    this.#event = wider(this.#event, new Uint32Array(capacity));
    this.#start = wider(this.#start, new Float64Array(capacity));
    this.#bytes = wider(this.#bytes, new Float64Array(capacity));
  }
}
