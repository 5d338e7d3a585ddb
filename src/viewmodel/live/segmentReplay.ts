// One segment of a run that still records, replayed up to its first damage.

import { TraceFormatError } from '../../model/errors.ts';
import type { Frame } from '../../model/segment.ts';
import type { ThreadInput } from '../../replay/assembleFrame.ts';
import { ThreadReplay } from '../../replay/threadReplay.ts';

export class SegmentReplay implements ThreadInput {
  readonly replay: ThreadReplay = new ThreadReplay();
  cutBytes = 0;
  damage: string | null = null;

  /** What comes after damage is left out. O(records). */
  push(frames: readonly Pick<Frame, 'payload'>[]): void {
    try {
      for (const { payload } of frames) if (this.damage === null) this.replay.push(payload);
    } catch (error) {
      if (!(error instanceof TraceFormatError)) throw error;
      this.damage = error.message;
    }
  }
}
