// The language of the search box.

import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/viewmodel/search/parseQuery.ts';

describe('parseQuery', () => {
  it('takes words as they are, in lower case', () => {
    expect(parseQuery('Fetch PAGE')).toMatchObject({ words: ['fetch', 'page'], lanes: [], longerThanNs: -Infinity });
  });
  it('keeps quoted words together, also in a filter and unfinished', () => {
    expect(parseQuery('"GET /item/17" lane:"worker 1" "open')).toMatchObject({ words: ['get /item/17', 'open'], lanes: ['worker 1'] });
  });
  it('reads kinds, singular and plural', () => {
    expect(parseQuery('kind:wait kind:messages')).toMatchObject({ kinds: ['wait', 'message'] });
  });
  it.each([
    ['dur:>10ms', 10e6, Infinity],
    ['dur:>=1.5s', 1.5e9, Infinity],
    ['dur:>2us dur:<5µs', 2_000, 5_000],
    ['dur:<1min', -Infinity, 60e9],
  ])('reads the bound %s', (text, longerThanNs, shorterThanNs) => {
    expect(parseQuery(text)).toMatchObject({ longerThanNs, shorterThanNs, kinds: ['slice', 'span'] });
  });
  it('says what is wrong', () => {
    expect(parseQuery('kind:foo')).toBe('kind: is one of task, slice, wait, message, mark, span, lane; found “foo”');
    expect(parseQuery('dur:10')).toBe('dur: is a bound such as >10ms or <2s; found “10”');
  });
  it('takes a colon in a word for what it is', () => {
    expect(parseQuery('app.ts:12')).toMatchObject({ words: ['app.ts:12'] });
  });
});
