// Ticks stand at round times and say so.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis } from '../../../src/layout/timeAxis.ts';

const labels = (fromNs: number, toNs: number, most: number): string[] => timeAxis(fromNs, toNs, most).ticks.map(({ label }) => label);

describe('timeAxis', () => {
  it('counts in the unit of its step', () => {
    expect(labels(1.24e9, 1.28e9, 4)).toEqual(['1,240 ms', '1,250 ms', '1,260 ms', '1,270 ms', '1,280 ms']);
  });
  it('counts nanoseconds when nothing larger tells two ticks apart', () => {
    expect(labels(0, 3, 10)).toEqual(['0 ns', '1 ns', '2 ns', '3 ns']);
  });
  it('takes a larger unit with decimals where the number would grow long', () => {
    expect(labels(4_200_123_000, 4_200_125_000, 2)).toEqual(['4,200.123 ms', '4,200.124 ms', '4,200.125 ms']);
  });
  it('counts hours and minutes in sixties', () => {
    expect(labels(3_600e9, 3_720e9, 2)).toEqual(['1 h 00 min', '1 h 01 min', '1 h 02 min']);
  });
  it('law: ticks rise by the step, lie in the window, are few enough and have distinct labels', () => {
    const window = fc.record({
      from: fc.double({ min: 0, max: 1e15, noNaN: true }).map((ns) => Math.round(ns * 8) / 8),
      logSpan: fc.double({ min: 0, max: 15, noNaN: true }),
      most: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(window, ({ from, logSpan, most }) => {
        const to = from + 10 ** logSpan;
        const { stepNs, ticks } = timeAxis(from, to, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 2);
        for (const [i, { at }] of ticks.entries()) {
          expect(at).toBeGreaterThanOrEqual(from);
          expect(at).toBeLessThanOrEqual(to);
          if (i > 0) expect(at - ticks[i - 1].at).toBeCloseTo(stepNs, 0);
        }
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      }),
    );
  });
});
