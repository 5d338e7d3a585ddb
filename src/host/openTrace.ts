// A trace in memory, or the totals of one, from what was recorded.

import { statSync } from 'node:fs';
import type { RunManifest } from '../model/launch.ts';
import type { RunTotals } from '../model/runTotals.ts';
import type { Trace } from '../model/trace.ts';
import { replay } from '../replay/replay.ts';
import { totalsOf } from '../replay/totals/runTotals.ts';
import { readRecordedRun } from './readRecordedRun.ts';
import { liveWriters } from './writers.ts';

interface OpenedTrace {
  readonly trace: Trace;
  /** What is wrong with the file or folder, and where; null when it is whole. What came after it is missing. */
  readonly damage: string | null;
}

/**
 * Opens the trace at `path`, a `.ctrace` file or the folder of a run, finished or not.
 * @throws HostError INPUT_MISSING, TraceFormatError when no part of a trace is there
 */
export function openTrace(path: string): OpenedTrace {
  const { manifest, threads, damage } = readRecordedRun(path);
  return { trace: replay(manifest, threads, { live: isLive(path, manifest) }), damage };
}

interface OpenedTotals {
  readonly totals: RunTotals;
  /** As that of a trace. */
  readonly damage: string | null;
}

/** As {@link openTrace}, for what the run did in all: in less than half of the time and a quarter of the memory. */
export function openTotals(path: string): OpenedTotals {
  const { manifest, threads, damage } = readRecordedRun(path);
  return { totals: totalsOf(manifest, threads, { live: isLive(path, manifest) }), damage };
}

function isLive(path: string, { ended }: RunManifest): boolean {
  return ended === undefined && statSync(path).isDirectory() && liveWriters(path).length > 0;
}
