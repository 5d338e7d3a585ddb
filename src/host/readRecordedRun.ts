// Reading what was recorded, from a trace file or from the folder of a run, finished or not.

import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TraceFormatError } from '../model/errors.ts';
import { manifestFileName, type RunManifest } from '../model/launch.ts';
import { parseManifest } from '../model/manifest.ts';
import { type RecordedRun, type RecordedThread, readRun } from '../model/recordedRun.ts';
import type { Frame } from '../model/segment.ts';
import { HostError, refusal } from './errors.ts';
import { listThreads } from './runFolder.ts';
import { segmentFrames } from './segmentFrames.ts';

/**
 * Reads the trace at `path`. Damage in a file, or a segment that can't be read, is told in the result.
 * @throws HostError INPUT_MISSING when the path can't be read; TraceFormatError, its message naming the path, when no part of a trace is there
 */
export function readRecordedRun(path: string): RecordedRun {
  try {
    return statSync(path).isDirectory() ? readFolder(path) : readRun(readFileSync(path));
  } catch (error) {
    if (error instanceof TraceFormatError) throw new TraceFormatError(error.code, `${path}: ${error.message}`, { cause: error });
    throw new HostError('INPUT_MISSING', `${path}: can't be read: ${refusal(error)}`, { cause: error });
  }
}

function readFolder(folder: string): RecordedRun {
  const manifest = readManifest(folder);
  const threads: RecordedThread[] = [];
  const damage: string[] = [];
  for (const chapters of listThreads(folder)) {
    const frames: Frame[] = [];
    let cutBytes = 0;
    for (const path of chapters) {
      const segment = readSegment(path);
      if (typeof segment === 'string') {
        damage.push(`${basename(path)}: ${segment}`);
        continue;
      }
      for (const frame of segment.frames) frames.push(frame);
      cutBytes += segment.cutBytes;
    }
    if (frames.length > 0) threads.push({ frames, cutBytes });
  }
  return { manifest, threads, damage: damage.length === 0 ? null : damage.join('; ') };
}

/** @throws TraceFormatError when the folder is not that of a run */
export function readManifest(folder: string): RunManifest {
  try {
    return parseManifest(readFileSync(join(folder, manifestFileName), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new TraceFormatError('TRACE_NOT_A_TRACE', `expected a run's folder, found no ${manifestFileName} in it`, { cause: error });
  }
}

/** The segment's frames, or what is wrong with it. One that has only begun has none. */
function readSegment(path: string): RecordedThread | string {
  const frames: Frame[] = [];
  try {
    const reading = segmentFrames(path);
    for (;;) {
      const step = reading.next();
      if (step.done === true) return { frames, cutBytes: step.value };
      frames.push({ records: step.value.records, payload: step.value.payload.slice() });
    }
  } catch (error) {
    // Its thread has just dropped it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { frames, cutBytes: 0 };
    if (!(error instanceof TraceFormatError)) return `can't be read: ${refusal(error)}`;
    return error.code === 'TRACE_EMPTY' ? { frames, cutBytes: 0 } : error.message;
  }
}
