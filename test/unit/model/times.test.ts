// Packed times are the times that were packed, to the last bit.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Times } from '../../../src/model/times.ts';

const near = fc.integer({ min: 0, max: 5_000 });
const far = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const odd = fc.constantFrom(Number.NaN, 0, 0.5, -1, 0xffff_fffe, 0xffff_ffff, 0x1_0000_0000, Infinity);

it('law: every time comes out as it went in', () => {
  const columns = fc.oneof(
    fc.array(near, { maxLength: 200 }),
    fc.array(fc.oneof({ weight: 60, arbitrary: near }, { weight: 1, arbitrary: far }, { weight: 2, arbitrary: odd }), { maxLength: 400 }),
  );
  fc.assert(
    fc.property(columns, (values) => {
      const times = Times.of(Float64Array.from(values));
      expect([...times.toArray()]).toEqual(values);
      expect(times.length).toBe(values.length);
    }),
    { numRuns: 2_000 },
  );
});

it('packs what spans less than 4.29 s, and keeps what spans more', () => {
  for (const span of [0xffff_fffd, 0xffff_fffe, 0xffff_ffff, 0x1_0000_0000, 6e9]) {
    const values = Array.from({ length: 400 }, (_, row) => (row === 70 ? 7 + span : 7 + (row % 5)));
    expect([...Times.of(Float64Array.from(values)).toArray()]).toEqual(values);
  }
});

it('keeps what is far apart beside what is near', () => {
  const values = Array.from({ length: 400 }, (_, row) => (row === 5 ? 1e15 : 1e12 + row));
  expect([...Times.of(Float64Array.from(values)).toArray()]).toEqual(values);
});
