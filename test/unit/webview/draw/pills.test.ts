// Pills of message bunches: none covers another, none is lost.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tile } from '../../../../src/layout/geometry.ts';
import { extentOf, pillAt, pillHeight, placePills } from '../../../../webview/draw/pills.ts';
import type { Scale } from '../../../../webview/draw/scale.ts';

const scale: Scale = { fromNs: 0, nsPerPixel: 1, width: 1000, height: 600, scrollTop: 0 };

interface Bunch {
  readonly from: number;
  readonly to: number;
  readonly fromRow: number;
  readonly toRow: number;
  readonly count: number;
}

function tileOf(bunches: readonly Bunch[]): Tile {
  const arrows: Tile['arrows'] = {
    from: Float32Array.from(bunches, ({ from }) => from),
    fromRow: Int32Array.from(bunches, ({ fromRow }) => fromRow),
    to: Float32Array.from(bunches, ({ to }) => to),
    toRow: Int32Array.from(bunches, ({ toRow }) => toRow),
    count: Uint32Array.from(bunches, ({ count }) => count),
    message: Uint32Array.from(bunches, (_, i) => i),
  };
  return { originNs: 0, arrows } as unknown as Tile;
}

const bunch = fc.record({
  from: fc.integer({ min: 0, max: 999 }),
  to: fc.integer({ min: 0, max: 999 }),
  fromRow: fc.integer({ min: 0, max: 20 }),
  toRow: fc.integer({ min: 0, max: 20 }),
  count: fc.integer({ min: 1, max: 5000 }),
});

describe('pills', () => {
  it('bear together the number of all messages in bunches', () => {
    fc.assert(
      fc.property(fc.array(bunch), (bunches) => {
        const inSight = bunches.filter(({ count, fromRow, toRow }) => count > 1 && Math.min(fromRow, toRow) * 28 + 14 <= 600);
        const sum = placePills(tileOf(bunches), scale).reduce((total, { count }) => total + count, 0);
        expect(sum).toBe(inSight.reduce((total, { count }) => total + count, 0));
      }),
    );
  });

  it('share one place when they would cover each other', () => {
    const near = (from: number, count: number): Bunch => ({ from, to: from, fromRow: 0, toRow: 4, count });
    const pills = placePills(tileOf([near(100, 5), near(110, 7), near(400, 9), near(120, 1)]), scale);
    expect(pills.map(({ x, count }) => [x, count])).toEqual([
      [105, 12],
      [400, 9],
    ]);
  });

  it('are found where they stand and know what they span', () => {
    const tile = tileOf([{ from: 100, to: 140, fromRow: 1, toRow: 5, count: 30 }]);
    const pills = placePills(tile, scale);
    const pill = pillAt(pills, 121, 3 * 28 + 14 + pillHeight / 2 - 1);
    expect(pill).toBe(pills[0]);
    expect(pillAt(pills, 121, 3 * 28 + 14 + pillHeight)).toBeNull();
    expect(extentOf(pills[0], tile)).toEqual({ fromNs: 100, toNs: 140, firstRow: 1, endRow: 6 });
  });
});
