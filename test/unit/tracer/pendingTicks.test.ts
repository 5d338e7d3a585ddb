// The ticks that have not run: known by number, in order, up to a limit.

import { describe, expect, it } from 'vitest';
import { PendingTicks } from '../../../src/tracer/pendingTicks.ts';

describe('pending ticks', () => {
  it('are taken in the order in which they were queued, and nothing else is', () => {
    const ticks = new PendingTicks();
    expect(ticks.take(0)).toBe(false);
    ticks.add(5);
    ticks.add(9);
    expect([ticks.take(9), ticks.take(7), ticks.take(5), ticks.take(5), ticks.take(9), ticks.take(9)]).toEqual([
      false,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('beyond the limit are not known, and do not hide those that are', () => {
    const ticks = new PendingTicks();
    for (let id = 1; id <= 3_000; id++) ticks.add(id);
    let known = 0;
    for (let id = 1; id <= 3_000; id++) if (ticks.take(id)) known++;
    expect(known).toBeGreaterThan(1_000);
    expect(known).toBeLessThan(3_000);
    for (let id = 4_000; id < 10_000; id++) {
      ticks.add(id);
      expect(ticks.take(id)).toBe(true);
    }
  });
});
