// Ids of a stream with gaps, against a model that keeps a row for each.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Numbering } from '../../../src/replay/numbering.ts';

it('knows the row of every id, whatever the gaps', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ given: fc.nat(5), skipped: fc.nat(5) })), (steps) => {
      const numbering = new Numbering();
      const rows: number[] = [0];
      let row = 0;
      for (const { given, skipped } of steps) {
        for (let i = 0; i < given; i++) {
          rows.push(++row);
          expect(numbering.give()).toBe(row);
        }
        for (let i = 0; i < skipped; i++) rows.push(0);
        numbering.skipTo(rows.length - 1);
        numbering.skipTo(rows.length - 2);
      }
      expect(rows.map((_, id) => numbering.rowOf(id))).toEqual(rows);
      expect(numbering.rowOf(-1)).toBe(-1);
    }),
  );
});
