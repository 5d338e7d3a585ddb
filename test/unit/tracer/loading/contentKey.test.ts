// Content keys tell texts apart.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentKey } from '../../../../src/tracer/loading/contentKey.ts';

it('changes with any unit of a text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 0xffff }), (text, place, change) => {
      const at = place % text.length;
      const other = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ change) + text.slice(at + 1);
      expect(contentKey(other)).not.toBe(contentKey(text));
    }),
  );
});

it('is a file name, the same each time', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (text) => void expect([contentKey(text), /^[a-z\d]+$/.test(contentKey(text))]).toEqual([contentKey(text), true]),
    ),
  );
});

it('has no collision among 200,000 short texts', () => {
  const keys = new Set(Array.from({ length: 200_000 }, (_text, index) => contentKey(`await f${index}()`)));
  expect(keys.size).toBe(200_000);
});
