// Performance entries that the page leaves, for whoever measures it; their names are part of what the page promises.

import type { FrameScheduler } from '../state/frameScheduler.ts';

export interface Timings {
  /** The window or the rows have changed: what is on screen may no longer be what it should be. */
  moved(): void;
  /** All of the trace has been read and answers. */
  indexed(): void;
  /** A frame has been painted; `sharp`: with all that its resolution can show. */
  painted(sharp: boolean): void;
}

/**
 * Leaves the marks `timeline first frame`, when the first lanes with what ran in them have been on screen for a frame, and
 * `timeline indexed`, and a measure `timeline sharp` from the last of several moves to the frame that shows it in full. Of that name only the last entry is kept.
 */
export function createTimings(frames: FrameScheduler): Timings {
  let movedMs: number | null = 0;
  let isFirst = true;
  const showed = (): void => void performance.mark('timeline first frame');
  return {
    moved() {
      movedMs = performance.now();
    },
    indexed: () => void performance.mark('timeline indexed'),
    painted(sharp) {
      if (!sharp || movedMs === null) return;
      performance.clearMeasures('timeline sharp');
      performance.measure('timeline sharp', { start: movedMs, end: performance.now() });
      movedMs = null;
      if (!isFirst) return;
      isFirst = false;
      frames.request(showed);
    },
  };
}
