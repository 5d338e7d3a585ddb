// Rows in order: as if all had been sorted at once, and it is said from where on they have moved.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedRows } from '../../../../../src/viewmodel/live/growing/sortedRows.ts';

it('keeps rows in order however they come, and tells the first place that has changed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(20), { maxLength: 8 }), { maxLength: 12 }), (batches) => {
      const keys: number[] = [];
      const compare = (one: number, other: number): number => keys[one]! - keys[other]! || one - other;
      const rows = new SortedRows();
      const list = (): number[] => Array.from({ length: rows.length }, (_, at) => rows.at(at));
      for (const batch of batches) {
        const before = list();
        const first = rows.insert(
          batch.map((key) => keys.push(key) - 1),
          compare,
        );
        const now = list();
        expect(now).toEqual(keys.map((_, row) => row).sort(compare));
        const changed = now.findIndex((row, at) => row !== before[at]);
        expect(first).toBe(changed < 0 ? before.length : changed);
        for (const row of now) expect(rows.at(rows.firstNotBefore(row, compare))).toBe(row);
      }
    }),
  );
});
