// Gathers one thread's message records into the columns that matching reads.

import { TraceFormatError } from '../../model/errors.ts';
import { type HttpMark, httpMarks, type Transport, transports } from '../../model/vocabulary.ts';
import { type HttpName, type MessageEndKind, type MessageEndpoint, messageEndKinds, type ThreadMessages } from './messageEnds.ts';

interface OpenEndpoint {
  readonly code: number;
  readonly transport: Transport;
  key: string;
  readonly openedNs: number;
  closedNs: number | null;
  readonly http: HttpName[];
  /** Messages so far, those that were left out included. */
  sent: number;
  received: number;
}

/** More endpoints than a program opens while nothing is recorded: what says so is damaged, and would fill the memory. */
const mostUnseen = 5_000_000;

const unseen: OpenEndpoint = { code: 0, transport: 'pipe', key: '', openedNs: 0, closedNs: null, http: [], sent: 0, received: 0 };

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
  #ordinal = new Uint32Array(64);
  readonly #moved = new Map<number, readonly number[]>();
  readonly #endpoints: OpenEndpoint[] = [];

  /** Rows so far: the next one's index. */
  get length(): number {
    return this.#length;
  }

  /** `timeNs`: of the last timed record. */
  endpoint(timeNs: number, transport: number, key: string): void {
    const word = transports[transport] ?? 'pipe';
    this.#endpoints.push({ code: transport, transport: word, key, openedNs: timeNs, closedNs: null, http: [], sent: 0, received: 0 });
  }

  /** So many endpoints have been defined, some of them unseen. @throws TraceFormatError when that can't be */
  skipTo(endpoints: number): void {
    if (endpoints - this.#endpoints.length > mostUnseen)
      throw new TraceFormatError(
        'TRACE_DAMAGED',
        `a checkpoint: expected at most ${mostUnseen} endpoints to be left out, found ${endpoints}`,
      );
    while (this.#endpoints.length < endpoints) this.#endpoints.push({ ...unseen, http: [] });
  }

  /** An endpoint as it is behind a gap. */
  endpointAgain(timeNs: number, endpoint: number, transport: number, key: string, sent: number, received: number): void {
    const known = this.#endpoints[endpoint - 1];
    if (known === undefined) return;
    const isNew = known.key === '' && known.sent === 0 && known.received === 0;
    const openedNs = isNew ? timeNs : known.openedNs;
    this.#endpoints[endpoint - 1] = {
      ...known,
      code: transport,
      transport: transports[transport] ?? 'pipe',
      key,
      openedNs,
      sent,
      received,
    };
  }

  /** Its code; 0 when there is no such endpoint. */
  transportOf(endpoint: number): number {
    return this.#endpoints[endpoint - 1]?.code ?? 0;
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
    const of = this.#endpoints[endpoint - 1];
    if (of === undefined) return -1;
    const row = this.#length++;
    if (row === this.#kind.length) this.#grow();
    this.#kind[row] = messageEndKinds.indexOf(kind);
    this.#timeNs[row] = timeNs;
    this.#endpoint[row] = endpoint;
    this.#event[row] = event;
    this.#start[row] = start;
    this.#bytes[row] = bytes;
    this.#ordinal[row] = kind === 'send' || kind === 'write' ? of.sent++ : of.received++;
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
        ordinal: this.#ordinal.subarray(0, length),
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
    this.#ordinal = wider(this.#ordinal, new Uint32Array(capacity));
  }
}
