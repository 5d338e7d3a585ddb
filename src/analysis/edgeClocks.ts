// Clocks at the ends of cross-thread edges, one row of threads each: between them a thread's clock changes only in its own entry.

import type { Trace } from '../model/trace.ts';
import { type CrossEdges, edgesUpTo } from './crossEdges.ts';

/** Entries that rows may take together: 64 MB. Beyond it clocks are walked for. */
const mostEntries = 16 * 1024 * 1024;

/**
 * The clock of each edge's end, row after row; null when there are too many.
 * An edge of a circle, which only a wrong trace has, counts as if it were not there.
 * O(edges × (threads + log edges)).
 */
export function edgeClocks(trace: Trace, edges: CrossEdges): Uint32Array | null {
  const threads = trace.threads.length;
  if (edges.into.length * threads > mostEntries) return null;
  const rows = new Uint32Array(edges.into.length * threads);
  const next = edges.first.slice(0, -1);
  const fill = (thread: number, edge: number, follow: boolean): void => {
    const row = rows.subarray(edge * threads, (edge + 1) * threads);
    if (edge > edges.first[thread]!) row.set(rows.subarray((edge - 1) * threads, edge * threads));
    if (follow) mergeSource(trace, edges, rows, edge, row);
    row[thread] = edges.into[edge]! - trace.threads[thread]!.firstEvent + 1;
    next[thread] = edge + 1;
  };
  for (;;) {
    let moved = false;
    for (let thread = 0; thread < threads; thread++) {
      for (let edge = next[thread]!; edge < edges.first[thread + 1]!; edge++) {
        if (edgesUpTo(edges, edges.fromThread[edge]!, edges.from[edge]!) > next[edges.fromThread[edge]!]!) break;
        fill(thread, edge, true);
        moved = true;
      }
    }
    if (moved) continue;
    const blocked = earliestBlocked(trace, edges, next);
    if (blocked === null) return rows;
    fill(blocked.thread, blocked.edge, false);
  }
}

function mergeSource(trace: Trace, edges: CrossEdges, rows: Uint32Array, edge: number, row: Uint32Array): void {
  const from = edges.fromThread[edge]!;
  const last = edgesUpTo(edges, from, edges.from[edge]!) - 1;
  if (last >= edges.first[from]!) {
    const start = last * row.length;
    for (let thread = 0; thread < row.length; thread++) row[thread] = Math.max(row[thread]!, rows[start + thread]!);
  }
  row[from] = Math.max(row[from]!, edges.from[edge]! - trace.threads[from]!.firstEvent + 1);
}

function earliestBlocked(trace: Trace, edges: CrossEdges, next: Uint32Array): { readonly thread: number; readonly edge: number } | null {
  let earliest: { readonly thread: number; readonly edge: number } | null = null;
  const timeOf = (edge: number): number => trace.events.timeNs.at(edges.into[edge]!);
  next.forEach((edge, thread) => {
    if (edge === edges.first[thread + 1]) return;
    if (earliest === null || timeOf(edge) < timeOf(earliest.edge)) earliest = { thread, edge };
  });
  return earliest;
}
