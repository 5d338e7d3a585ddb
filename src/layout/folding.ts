// Which lanes stand open when nobody has said so: as much as a first screen can use.

import type { TimelineIndex } from './timelineIndex.ts';

/** Rows that the open threads of a first view may fill together. */
const firstViewRows = 60;
/** A thread with more rows than this, and more than its share of the first view, is crowded: in it … */
const mostPackedRows = 24;
/** … functions that need more rows than this show one, until somebody unfolds them; the runtime's own tasks do so in every thread. */
const mostCrowdedLines = 3;
/** With more threads than this, processes start folded, all but the first. */
const mostThreads = 48;

/** The lanes that are folded by default. Groups count as folded when they take one row instead of being packed. */
export function foldedByDefault(index: TimelineIndex): ReadonlySet<number> {
  const { frame, children } = index;
  const folded = new Set<number>();
  // What the machine did is a row that opens.
  for (const [at, lane] of frame.lanes.entries()) if (lane.kind === 'system' && children[at].length > 0) folded.add(at);
  const processes = frame.lanes.flatMap((lane, at) => (lane.kind === 'process' ? [at] : []));
  if (frame.threads.length > mostThreads) for (const process of processes.slice(1)) folded.add(process);
  const uncrowded = Math.max(mostPackedRows, firstViewRows / Math.max(1, frame.threads.length));
  let rows = 0;
  for (const [order, thread] of frame.threads.entries()) {
    const groups = children[thread.lane].filter((lane) => index.groups.has(lane));
    const crowded = packedRows(index, groups, uncrowded) > uncrowded;
    const tall = groups.filter(
      (lane) => (crowded || frame.lanes[lane].source === 0) && (index.groups.get(lane)?.lines('packed') ?? 1) > mostCrowdedLines,
    );
    for (const group of tall) folded.add(group);
    const needed =
      1 +
      packedRows(
        index,
        groups.filter((lane) => !folded.has(lane)),
        firstViewRows,
      ) +
      tall.length;
    const isOnly = frame.threads.length === 1 && order === 0;
    if (rows + needed > firstViewRows && !isOnly) folded.add(thread.lane);
    else rows += needed;
  }
  return folded;
}

/** Rows that groups need when packed; stops counting above `enough`. */
function packedRows(index: TimelineIndex, groups: readonly number[], enough: number): number {
  let rows = groups.length;
  for (const lane of groups) {
    if (rows > enough) return rows;
    rows += (index.groups.get(lane)?.lines('packed') ?? 1) - 1;
  }
  return rows;
}
