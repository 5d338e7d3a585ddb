// A timeline source whose trace still grows: the view hears that there is more, and takes it when it wants to.
//
// Between two calls of `advance` the source answers from one and the same trace, so that no index changes its meaning under the
// view's hands. `advance` is the only step from one trace to the next, and carries over what the view holds.

import type { Nanoseconds } from '../model/units.ts';
import type { Folding, Selection, TimelineSource } from './timelineSource.ts';

export interface LiveSource extends TimelineSource {
  /** Calls back when there is more to take than the last `advance` took, at most a few times a second. Returns what ends it. */
  onChange(listener: (change: TraceChange) => void): () => void;
  /** From here on every answer is about all that has been recorded by now. Returns its generation, from 1. */
  advance(): Promise<number>;
  /** What the view holds of the trace that answers or of the one before it, in the indexes of the one that answers. */
  carry(held: Held): Promise<Carried>;
}

/** What has been recorded by now; it answers for it after the next `advance`. */
export interface TraceChange {
  /** Grows with each change. */
  readonly generation: number;
  readonly durationNs: Nanoseconds;
  readonly events: number;
  /** False in the last change: nothing will follow. */
  readonly live: boolean;
}

/** What a view holds. */
export interface Held {
  /** Of the trace that its indexes belong to. */
  readonly generation: number;
  readonly folding: Folding;
  readonly selections: readonly Selection[];
}

export interface Carried {
  /** Lanes that are no more are left out. */
  readonly folding: Folding;
  /** In the order in which they were given; null for what is no more. */
  readonly selections: readonly (Selection | null)[];
}
