// One animation frame for all who paint: many requests, one frame, each painter at most once.

export interface FrameScheduler {
  /** Asks that `paint` runs in the next frame. */
  request(paint: (nowMs: number) => void): void;
}

export function createFrameScheduler(requestFrame: (callback: (nowMs: number) => void) => unknown): FrameScheduler {
  let waiting = new Set<(nowMs: number) => void>();
  return {
    request(paint) {
      if (waiting.size === 0) {
        requestFrame((nowMs) => {
          const due = waiting;
          waiting = new Set();
          for (const each of due) each(nowMs);
        });
      }
      waiting.add(paint);
    },
  };
}
