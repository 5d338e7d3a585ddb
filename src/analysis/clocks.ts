// Vector clocks: the partial order of events across processes and threads.

import { type Trace, threadOfEvent } from '../model/trace.ts';
import { type CrossEdges, crossEdges, edgesUpTo } from './crossEdges.ts';

/** What clocks are computed from; build it once a trace. */
export interface ClockIndex {
  readonly trace: Trace;
  readonly edges: CrossEdges;
}

/** O(events). */
export function indexClocks(trace: Trace): ClockIndex {
  return { trace, edges: crossEdges(trace) };
}

/**
 * The event's vector clock: per thread index, how many of that thread's events happened before it or are it.
 * V(a) < V(b) if and only if a happened before b.
 *
 * Walks back over the edges in the event's past, each at most once: the frontier keeps, per thread, how far its past is
 * already known, so that an edge is followed only from events above it. O(threads + edges in its past).
 */
export function clockOf(index: ClockIndex, event: number): Uint32Array {
  const { trace, edges } = index;
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

/** Whether `a` happened before `b`: a strict partial order, at the grain of threads. O(threads + edges in b's past). */
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
