// A trace in memory from what was recorded.

import { replay } from '../replay/replay.ts';
import type { Trace } from '../model/trace.ts';
import { readRecordedRun } from './readRecordedRun.ts';

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
  const run = readRecordedRun(path);
  return { trace: replay(run.manifest, run.threads), damage: run.damage };
}
