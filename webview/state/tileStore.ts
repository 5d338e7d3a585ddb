// Fetches what stands in and around the window: three times as wide, at a power-of-two resolution, one request at a time.

import type { Tile, TileRequest } from '../../src/layout/geometry.ts';
import type { TimeWindow } from './timeWindow.ts';

export interface Sight {
  readonly window: TimeWindow;
  /** Trace time of one CSS pixel. */
  readonly nsPerPixel: number;
  readonly firstRow: number;
  readonly endRow: number;
  readonly rowCount: number;
  readonly generation: number;
}

export interface TileStore {
  /** The newest tile; it may lag behind the window, which is better than a blank. Null before the first and after the rows changed. */
  tileFor(generation: number): Tile | null;
  /** Fetches what will be in sight after the rows have changed; the result puts it in place, so that rows and tile change at once and nothing flickers. */
  prepare(sight: Sight): Promise<() => void>;
  /** Says what is in sight; fetches when the newest tile does not serve it. */
  look(sight: Sight): void;
}

/** Rounds the resolution to the next finer power of two, so that neighbouring zooms share a tile. */
export function quantise(nsPerPixel: number): number {
  return 2 ** Math.floor(Math.log2(nsPerPixel));
}

/** The window three times as wide and the rows twice as many. */
export function requestFor(sight: Sight): TileRequest {
  const span = sight.window.toNs - sight.window.fromNs;
  const rowMargin = Math.ceil((sight.endRow - sight.firstRow) / 2) + 2;
  return {
    fromNs: sight.window.fromNs - span,
    toNs: sight.window.toNs + span,
    firstRow: Math.max(0, sight.firstRow - rowMargin),
    endRow: Math.min(sight.rowCount, sight.endRow + rowMargin),
    nsPerPixel: quantise(sight.nsPerPixel),
  };
}

/** True when the answer to `request` is sharp and reaches beyond all edges in sight. */
export function serves(request: TileRequest, sight: Sight): boolean {
  const margin = (sight.window.toNs - sight.window.fromNs) / 4;
  return (
    request.nsPerPixel === quantise(sight.nsPerPixel) &&
    request.fromNs <= sight.window.fromNs - margin &&
    request.toNs >= sight.window.toNs + margin &&
    request.firstRow <= Math.max(0, sight.firstRow - 1) &&
    request.endRow >= Math.min(sight.rowCount, sight.endRow + 1)
  );
}

/** True when the answer to `request` shows all that the resolution in sight can; it need not reach beyond the edges. */
export function isSharp(request: TileRequest, sight: Sight): boolean {
  return (
    request.nsPerPixel === quantise(sight.nsPerPixel) &&
    request.fromNs <= sight.window.fromNs &&
    request.toNs >= sight.window.toNs &&
    request.firstRow <= sight.firstRow &&
    request.endRow >= sight.endRow
  );
}

export function createTileStore(
  fetchTile: (request: TileRequest) => Promise<Tile>,
  changed: () => void,
  failed: (error: unknown) => void,
): TileStore {
  let newest: { readonly tile: Tile; readonly generation: number } | null = null;
  let inFlight: { readonly request: TileRequest; readonly generation: number } | null = null;
  let wanted: Sight | null = null;

  function pump(): void {
    if (inFlight !== null || wanted === null) return;
    const sight = wanted;
    wanted = null;
    if (newest !== null && newest.generation === sight.generation && serves(newest.tile.request, sight)) return;
    const asked = { request: requestFor(sight), generation: sight.generation };
    inFlight = asked;
    fetchTile(asked.request).then(
      (tile) => {
        inFlight = null;
        newest = { tile, generation: asked.generation };
        changed();
        pump();
      },
      (error: unknown) => {
        inFlight = null;
        failed(error);
      },
    );
  }

  return {
    tileFor: (generation) => (newest !== null && newest.generation === generation ? newest.tile : null),
    async prepare(sight) {
      const tile = await fetchTile(requestFor(sight));
      return () => {
        newest = { tile, generation: sight.generation };
      };
    },
    look(sight) {
      wanted = sight;
      pump();
    },
  };
}
