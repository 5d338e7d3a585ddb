// The limits in the settings: what the command line is told of them.

import { describe, expect, it } from 'vitest';
import { limitWords } from '../../../src/extension/runs/limitWords.ts';

describe('the limits of a recording', () => {
  it('are not told when none is set', () => {
    expect(limitWords({ keep: '', limit: '', rate: '' })).toEqual({ words: [], wrong: [] });
  });

  it('become options of the command line', () => {
    expect(limitWords({ keep: '1.5m', limit: '500 MB', rate: '200k' })).toEqual({
      words: ['--keep', '1.5m', '--limit', '500 MB', '--rate', '200k'],
      wrong: [],
    });
  });

  it('are named where they say nothing, and the others are told', () => {
    expect(limitWords({ keep: '30', limit: '0MB', rate: '5' })).toEqual({ words: ['--rate', '5'], wrong: ['keep', 'limit'] });
    expect(limitWords({ keep: '--out', limit: '', rate: 'many' })).toEqual({ words: [], wrong: ['keep', 'rate'] });
  });
});
