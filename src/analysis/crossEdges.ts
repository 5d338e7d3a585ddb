// The happens-before edges that join two threads, by the thread they lead into.

import { type Trace, threadOfEvent } from '../model/trace.ts';

/** Edges of all threads; those into thread t are [first[t], first[t + 1]), ordered by `into`. */
export interface CrossEdges {
  readonly first: Uint32Array;
  /** The event that an edge leads into. */
  readonly into: Uint32Array;
  /** The event it comes from, in another thread. */
  readonly from: Uint32Array;
  /** Thread of `from`. */
  readonly fromThread: Uint16Array;
}

/** Every event whose cause lies in another thread: receives, starts, joins. O(events). */
export function crossEdges(trace: Trace): CrossEdges {
  const { events, threads } = trace;
  const into: number[] = [];
  const from: number[] = [];
  const first = new Uint32Array(threads.length + 1);
  for (let t = 0; t < threads.length; t++) {
    const { firstEvent, endEvent } = threads[t]!;
    for (let event = firstEvent; event < endEvent; event++) {
      const cause = events.cause[event]!;
      if (cause < 0 || (cause >= firstEvent && cause < endEvent)) continue;
      into.push(event);
      from.push(cause);
    }
    first[t + 1] = into.length;
  }
  const fromThread = Uint16Array.from(from, (event) => threadOfEvent(trace, event));
  return { first, into: Uint32Array.from(into), from: Uint32Array.from(from), fromThread };
}

/** The number of edges into thread `thread` that lead to `event` or before it, as an end index into the edges. O(log edges). */
export function edgesUpTo(edges: CrossEdges, thread: number, event: number): number {
  let low = edges.first[thread]!;
  let high = edges.first[thread + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges.into[middle]! <= event) low = middle + 1;
    else high = middle;
  }
  return low;
}
