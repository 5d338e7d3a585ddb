// The rows of each endpoint: what went out of it and what came in, in order.

import { messageEndKinds, type ThreadMessages } from './messageEnds.ts';

const receiveCode = messageEndKinds.indexOf('receive');
const readCode = messageEndKinds.indexOf('read');

/** An endpoint of some thread. */
export interface EndpointUse {
  /** Index of the thread. */
  readonly thread: number;
  readonly of: ThreadMessages;
  /** Index of the endpoint in its thread. */
  readonly index: number;
  /** Rows of sends and writes. */
  readonly out: Uint32Array;
  /** Rows of receives and reads. */
  readonly in: Uint32Array;
}

/** Every endpoint of every thread. O(ends + endpoints). */
export function listEndpointUses(threads: readonly ThreadMessages[]): readonly EndpointUse[] {
  return threads.flatMap((of, thread) => {
    const rows = sortByEndpoint(of);
    return of.endpoints.map((_, index) => ({ thread, of, index, out: rows(index * 2), in: rows(index * 2 + 1) }));
  });
}

/** Counting sort of a thread's rows by endpoint and direction: bucket `2 · index` is out, the next one in. */
function sortByEndpoint({ ends, endpoints }: ThreadMessages): (bucket: number) => Uint32Array {
  const starts = new Uint32Array(endpoints.length * 2 + 1);
  const bucketOf = (row: number): number => {
    const kind = ends.kind[row]!;
    return (ends.endpoint[row]! - 1) * 2 + (kind === receiveCode || kind === readCode ? 1 : 0);
  };
  for (let row = 0; row < ends.length; row++) starts[bucketOf(row) + 1]!++;
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!;
  const next = starts.slice();
  const rows = new Uint32Array(ends.length);
  for (let row = 0; row < ends.length; row++) rows[next[bucketOf(row)]!++] = row;
  return (bucket) => rows.subarray(starts[bucket], starts[bucket + 1]);
}
