// A thread's spans in order of start; they may nest and overlap.

import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';

export class ThreadSpans {
  /** Span indexes by start. */
  readonly items: Uint32Array;
  /** The latest end of all spans up to each: where a search for a window may begin. */
  readonly #latestEnd: Float64Array;

  constructor(trace: Pick<Trace, 'spans' | 'header'>, ordered: Uint32Array) {
    this.items = ordered;
    this.#latestEnd = new Float64Array(ordered.length);
    let latest = -Infinity;
    for (let i = 0; i < ordered.length; i++) {
      const end = trace.spans.endNs.at(ordered[i]);
      latest = Math.max(latest, Number.isNaN(end) ? trace.header.durationNs : end);
      this.#latestEnd[i] = latest;
    }
  }

  /** Position in {@link items} before which every span has ended by `at`. O(log spans). */
  firstEndingAfter(at: Nanoseconds): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#latestEnd[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
