// The tile store: one request at a time, wide and quantised, never a blank while an older tile serves.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tile, TileRequest } from '../../../../src/layout/geometry.ts';
import { createTileStore, quantise, requestFor, type Sight, serves } from '../../../../webview/state/tileStore.ts';

const sight: Sight = { window: { fromNs: 1000, toNs: 2000 }, nsPerPixel: 1, firstRow: 10, endRow: 20, rowCount: 100, generation: 1 };

function bench() {
  const asked: { readonly request: TileRequest; readonly answer: (tile: Tile) => void; readonly refuse: (error: Error) => void }[] = [];
  const failures: unknown[] = [];
  const store = createTileStore(
    (request) => new Promise((answer, refuse) => asked.push({ request, answer, refuse })),
    () => undefined,
    (error) => failures.push(error),
  );
  const reply = async (i: number): Promise<void> => {
    asked[i].answer({ request: asked[i].request } as Tile);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asked, failures, store, reply };
}

describe('the tile store', () => {
  it('asks for three windows, more rows and the next finer power of two', () => {
    expect(requestFor({ ...sight, nsPerPixel: 3 })).toEqual({ fromNs: 0, toNs: 3000, firstRow: 3, endRow: 27, nsPerPixel: 2 });
  });

  it('never asks for a coarser resolution than is shown', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (nsPerPixel) => {
        expect(quantise(nsPerPixel)).toBeLessThanOrEqual(nsPerPixel);
        expect(quantise(nsPerPixel)).toBeGreaterThan(nsPerPixel / 2);
      }),
    );
  });

  it('serves what it was asked for, and small moves about it', () => {
    const request = requestFor(sight);
    expect(serves(request, sight)).toBe(true);
    expect(serves(request, { ...sight, window: { fromNs: 1500, toNs: 2500 } })).toBe(true);
    expect(serves(request, { ...sight, window: { fromNs: 1900, toNs: 2900 } })).toBe(false);
    expect(serves(request, { ...sight, nsPerPixel: 0.4 })).toBe(false);
    expect(serves(request, { ...sight, firstRow: 20, endRow: 30 })).toBe(false);
  });

  it('has one request under way and then asks only for the latest sight', async () => {
    const { asked, store, reply } = bench();
    store.look(sight);
    for (let i = 1; i <= 5; i++) store.look({ ...sight, window: { fromNs: 10_000 * i, toNs: 10_000 * i + 1000 } });
    expect(asked).toHaveLength(1);
    await reply(0);
    expect(asked).toHaveLength(2);
    expect(asked[1].request.fromNs).toBe(49_000);
  });

  it('keeps showing the older tile until the newer comes, but not across a change of rows', async () => {
    const { asked, store, reply } = bench();
    store.look(sight);
    await reply(0);
    store.look({ ...sight, window: { fromNs: 90_000, toNs: 91_000 } });
    expect(store.tileFor(1)?.request).toBe(asked[0].request);
    expect(store.tileFor(2)).toBeNull();
  });

  it('shows no blank at a change of rows that was prepared', async () => {
    const { asked, store, reply } = bench();
    store.look(sight);
    await reply(0);
    const prepared = store.prepare({ ...sight, generation: 2 });
    expect(store.tileFor(1)?.request).toBe(asked[0].request);
    await reply(1);
    const putTile = await prepared;
    expect(store.tileFor(1)?.request).toBe(asked[0].request);
    putTile();
    expect(store.tileFor(2)?.request).toBe(asked[1].request);
  });

  it('tells of a refusal and can be asked again', async () => {
    const { asked, failures, store } = bench();
    store.look(sight);
    asked[0].refuse(new Error('the worker is gone'));
    await new Promise((done) => setTimeout(done));
    expect(failures).toHaveLength(1);
    store.look(sight);
    expect(asked).toHaveLength(2);
  });
});
