// Numbers and times as people read them.

import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatInstant, formatPercent, formatQuantity } from '../../../src/layout/format.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ns'],
    [812, '812 ns'],
    [1.25, '1.25 ns'],
    [999.6, '1.00 µs'],
    [12_400, '12.4 µs'],
    [38_400_000, '38.4 ms'],
    [999_600_000, '1.00 s'],
    [1_240_000_000, '1.24 s'],
    [59_940_000_000, '59.9 s'],
    [59_960_000_000, '1 min'],
    [125_000_000_000, '2 min 5 s'],
    [12_000_000_000_000, '3 h 20 min'],
    [180_000_000_000_000, '2 d 2 h'],
    [-1_500, '−1.50 µs'],
    [Number.NaN, '–'],
  ])('writes %d ns as %s', (ns, text) => {
    expect(formatDuration(ns)).toBe(text);
  });
});

describe('other numbers', () => {
  it('separates thousands', () => {
    expect([formatCount(0), formatCount(999), formatCount(1_318), formatCount(-1_234_567)]).toEqual(['0', '999', '1,318', '−1,234,567']);
  });
  it('knows one from many', () => {
    expect([formatQuantity(1, 'task'), formatQuantity(0, 'task'), formatQuantity(2, 'process', 'processes')]).toEqual([
      '1 task',
      '0 tasks',
      '2 processes',
    ]);
  });
  it('writes sizes in decimal units and says when they are not known', () => {
    expect([formatBytes(812), formatBytes(12_400), formatBytes(1_240_000), formatBytes(-1)]).toEqual(['812 B', '12.4 kB', '1.24 MB', '–']);
  });
  it('never rounds something down to nothing', () => {
    expect([formatPercent(0), formatPercent(0.001), formatPercent(0.61)]).toEqual(['0 %', '<1 %', '61 %']);
  });
  it('writes instants to the microsecond', () => {
    expect([formatInstant(1_284_302_400), formatInstant(0), formatInstant(-1_000)]).toEqual(['1.284 302 s', '0.000 000 s', '−0.000 001 s']);
  });
});
