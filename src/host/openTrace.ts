// A trace in memory from what was recorded.

import { statSync } from 'node:fs';
import type { Trace } from '../model/trace.ts';
import { replay } from '../replay/replay.ts';
import { readRecordedRun } from './readRecordedRun.ts';
import { liveWriters } from './writers.ts';

export interface OpenedTrace {
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
  const live = manifest.ended === undefined && statSync(path).isDirectory() && liveWriters(path).length > 0;
  return { trace: replay(manifest, threads, { live }), damage };
}
