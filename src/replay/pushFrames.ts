// Frames into a thread's replay, up to the first damage.

import { TraceFormatError } from '../model/errors.ts';
import type { Frame } from '../model/segment.ts';
import type { ThreadReplay } from './threadReplay.ts';

/** @returns why the records could not be read further; null when all could */
export function pushFrames(thread: ThreadReplay, frames: Iterable<Pick<Frame, 'payload'>>): string | null {
  try {
    for (const { payload } of frames) thread.push(payload);
    return null;
  } catch (error) {
    if (!(error instanceof TraceFormatError)) throw error;
    return error.message;
  }
}
