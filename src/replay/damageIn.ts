// Reading records up to the first damage.

import { TraceFormatError } from '../model/errors.ts';
import type { Frame } from '../model/segment.ts';
import type { ThreadReplay } from './threadReplay.ts';

/** Replays all frames. @returns why the records could not be read further; null when all could */
export function damageInFrames(thread: ThreadReplay, frames: Iterable<Pick<Frame, 'payload'>>): string | null {
  return damageIn(() => {
    for (const { payload } of frames) thread.push(payload);
  });
}

/** @returns why the records could not be read further; null when all could */
export function damageIn(push: () => void): string | null {
  try {
    push();
    return null;
  } catch (error) {
    if (!(error instanceof TraceFormatError)) throw error;
    return error.message;
  }
}
