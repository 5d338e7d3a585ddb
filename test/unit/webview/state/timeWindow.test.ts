// Laws of the window's algebra.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampWindow,
  fitInterval,
  panBy,
  revealInterval,
  spanOf,
  type TimeWindow,
  wholeRun,
  zoomAround,
} from '../../../../webview/state/timeWindow.ts';

const bounds = wholeRun(1e9);
const windows = fc
  .tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 200, max: 1e9, noNaN: true }))
  .map(([fromNs, span]): TimeWindow => clampWindow({ fromNs, toNs: fromNs + span }, bounds));
const slack = 1e-3;

const isWithin = ({ fromNs, toNs }: TimeWindow): boolean => fromNs >= bounds.fromNs - slack && toNs <= bounds.toNs + slack && toNs > fromNs;

describe('the window of time', () => {
  it('never leaves the run and never turns inside out, whatever is done to it', () => {
    fc.assert(
      fc.property(
        windows,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -2e9, max: 2e9, noNaN: true }),
        (window, factor, byNs) => {
          expect(isWithin(zoomAround(window, window.fromNs, factor, bounds))).toBe(true);
          expect(isWithin(panBy(window, byNs, bounds))).toBe(true);
          expect(isWithin(fitInterval({ fromNs: byNs, toNs: byNs + 10 }, bounds))).toBe(true);
        },
      ),
    );
  });

  it('keeps the point of a zoom where it is, as long as no edge of the run is met', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 1, noNaN: true }), (part, factor) => {
        const window = { fromNs: 4e8, toNs: 6e8 };
        const atNs = window.fromNs + part * spanOf(window);
        const zoomed = zoomAround(window, atNs, factor, bounds);
        expect((atNs - zoomed.fromNs) / spanOf(zoomed)).toBeCloseTo(part, 6);
      }),
    );
  });

  it('does not move to reveal what is in sight', () => {
    const window = { fromNs: 100, toNs: 10_000 };
    expect(revealInterval(window, { fromNs: 200, toNs: 300 }, bounds)).toBe(window);
  });

  it('reveals what is out of sight without a change of zoom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9e8, noNaN: true }), (fromNs) => {
        const window = { fromNs: 1e8, toNs: 2e8 };
        const shown = revealInterval(window, { fromNs, toNs: fromNs + 1e6 }, bounds);
        expect(spanOf(shown)).toBeCloseTo(spanOf(window), 0);
        expect(shown.fromNs).toBeLessThanOrEqual(fromNs);
        expect(shown.toNs).toBeGreaterThanOrEqual(fromNs + 1e6);
      }),
    );
  });

  it('shows the beginning of what is longer than the window', () => {
    const shown = revealInterval({ fromNs: 0, toNs: 1e6 }, { fromNs: 5e8, toNs: 9e8 }, bounds);
    expect(shown.fromNs).toBeLessThan(5e8);
    expect(shown.toNs).toBeGreaterThan(5e8);
  });
});
