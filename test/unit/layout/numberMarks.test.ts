// Numbers in the person's language: the marks between digits are not the same everywhere.

import { afterEach, describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatInstant } from '../../../src/layout/format.ts';
import { fixed, rounded, writeNumbersAs } from '../../../src/layout/numberMarks.ts';

const written = (): readonly string[] => [
  formatCount(1_234_567),
  formatDuration(12_400),
  formatBytes(1_240_000),
  formatInstant(1_284_302_000),
  fixed(0.5, 2),
  rounded(0.5, 2),
  rounded(2, 2),
];

describe('numbers', () => {
  afterEach(() => writeNumbersAs('en'));

  it.each([
    ['en', ['1,234,567', '12.4 µs', '1.24 MB', '1.284 302 s', '0.50', '0.5', '2']],
    ['es', ['1.234.567', '12,4 µs', '1,24 MB', '1,284 302 s', '0,50', '0,5', '2']],
    ['pt-br', ['1.234.567', '12,4 µs', '1,24 MB', '1,284 302 s', '0,50', '0,5', '2']],
  ])('are written as in %s', (language, texts) => {
    writeNumbersAs(language);
    expect(written()).toEqual(texts);
  });

  it('stay as they are when the language is none', () => {
    writeNumbersAs('no language at all');
    expect(written()[0]).toBe('1,234,567');
  });
});
