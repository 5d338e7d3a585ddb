// Vector clocks: the partial order of events across processes and threads.

import { type Trace, threadOfEvent } from '../model/trace.ts';
import { type CrossEdges, crossEdges, edgesUpTo } from './crossEdges.ts';
import { edgeClocks } from './edgeClocks.ts';

/** What clocks are computed from; build it once a trace. */
export interface ClockIndex {
  readonly trace: Trace;
  readonly edges: CrossEdges;
  /** Clocks at the edges' ends; null when they would be too many, then each clock is walked for. */
  readonly edgeClocks: Uint32Array | null;
}

/** O(events + edges × threads). */
export function indexClocks(trace: Trace): ClockIndex {
  const edges = crossEdges(trace);
  return { trace, edges, edgeClocks: edgeClocks(trace, edges) };
}

/**
 * The event's vector clock: per thread index, how many of that thread's events happened before it or are it.
 * V(a) < V(b) if and only if a happened before b. O(threads + log edges); without edge clocks as {@link walkClock}.
 */
export function clockOf(index: ClockIndex, event: number): Uint32Array {
  const { trace, edges } = index;
  if (index.edgeClocks === null) return walkClock(index, event);
  const threads = trace.threads.length;
  const thread = threadOfEvent(trace, event);
  const edge = edgesUpTo(edges, thread, event) - 1;
  const clock = edge < edges.first[thread]! ? new Uint32Array(threads) : index.edgeClocks.slice(edge * threads, (edge + 1) * threads);
  clock[thread] = event - trace.threads[thread]!.firstEvent + 1;
  return clock;
}

/**
 * The same clock by a walk back over the edges in the event's past, each at most once: the frontier keeps, per thread,
 * how far its past is already known, so that an edge is followed only from events above it.
 * O(threads + edges in its past).
 */
export function walkClock({ trace, edges }: Pick<ClockIndex, 'trace' | 'edges'>, event: number): Uint32Array {
  const frontier = new Uint32Array(trace.threads.length);
  const expanded = edges.first.slice(0, -1);
  const pending: number[] = [threadOfEvent(trace, event), event];
  while (pending.length > 0) {
    const from = pending.pop()!;
    const thread = pending.pop()!;
    const sequence = from - trace.threads[thread]!.firstEvent + 1;
    if (sequence <= frontier[thread]!) continue;
    frontier[thread] = sequence;
    const end = edgesUpTo(edges, thread, from);
    for (let edge = expanded[thread]!; edge < end; edge++) pending.push(edges.fromThread[edge]!, edges.from[edge]!);
    expanded[thread] = end;
  }
  return frontier;
}

/** Whether `a` happened before `b`: a strict partial order, at the grain of threads. As {@link clockOf}. */
export function happensBefore(index: ClockIndex, a: number, b: number): boolean {
  if (a === b) return false;
  const { trace } = index;
  const thread = threadOfEvent(trace, a);
  if (thread === threadOfEvent(trace, b)) return a < b;
  return clockOf(index, b)[thread]! >= a - trace.threads[thread]!.firstEvent + 1;
}

/** Neither happened before the other, and they are two. */
export function concurrent(index: ClockIndex, a: number, b: number): boolean {
  return a !== b && !happensBefore(index, a, b) && !happensBefore(index, b, a);
}
