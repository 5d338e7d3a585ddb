// Where something stands, as a person names it.

import type { Trace } from '../model/trace.ts';

export interface SummaryPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A row of the source table as a person names it; null for "none". */
export function placeOf(trace: Pick<Trace, 'sources' | 'strings'>, source: number): SummaryPlace | null {
  if (source === 0) return null;
  const { file, line, column } = trace.sources;
  return { file: trace.strings[file[source]!]!, line: line[source]!, column: column[source]! };
}

/** `server.ts ▸ main thread`: a thread with the process that it belongs to. */
export function threadName(trace: Pick<Trace, 'lanes' | 'threads'>, thread: number): string {
  const lane = trace.lanes[trace.threads[thread]!.lane]!;
  const process = trace.lanes[lane.parent];
  return process === undefined ? lane.name : `${process.name} ▸ ${lane.name}`;
}
