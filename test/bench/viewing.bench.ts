// How long a trace of a million and of ten million events takes to open, and what each thing that a view asks for costs.

import { clockOf, indexClocks } from '../../src/analysis/clocks.ts';
import type { Trace } from '../../src/model/trace.ts';
import type { Folding, TimelineSource } from '../../src/protocol/timelineSource.ts';
import { openTrace } from '../../src/viewmodel/openTrace.ts';
import { syntheticTrace } from '../support/syntheticTrace.ts';
import { type Figure, figureOf } from './figure.ts';

interface Size {
  readonly name: string;
  readonly events: number;
  readonly indexedMs: number;
  readonly tileMs: number;
  readonly searchMs: number;
  readonly clockMs: number;
}

const sizes: readonly Size[] = [
  { name: '1 M', events: 1e6, indexedMs: 800, tileMs: 4, searchMs: 10, clockMs: 0.2 },
  { name: '10 M', events: 1e7, indexedMs: 5_000, tileMs: 8, searchMs: 50, clockMs: 1 },
];
const asIs: Folding = { toggled: [], expanded: [], hideIdle: false };
const visibleRows = 40;
const pixels = 1_600;

export async function benchmark(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) figures.push(...(await measure(size)));
  return figures;
}

/** Without decoding and replay: from columns in memory to answers. */
async function measure(size: Size): Promise<readonly Figure[]> {
  const trace = syntheticTrace({ events: size.events });
  const openTimes: number[] = [];
  let source = openTrace(trace);
  for (let round = 0; round < 5; round++)
    openTimes.push(
      await timed(async () => {
        source = openTrace(trace);
      }),
    );
  const firstTile = await timed(() =>
    source.tile({
      fromNs: 0,
      toNs: trace.header.durationNs,
      firstRow: 0,
      endRow: visibleRows,
      nsPerPixel: trace.header.durationNs / pixels,
    }),
  );
  await source.rows(await openThreads(source, trace));
  const firstOpenTile = await timed(() => randomTile(source, trace, 0, random(1)));
  const tiles = await tileTimes(source, trace);
  const clocks = await clockTimes(trace);
  return [
    figureOf(`viewing/index ${size.name}`, 'ms', openTimes, {
      target: size.indexedMs,
      note: 'of the whole opening; decoding and replay come on top',
    }),
    figureOf(`viewing/first tile ${size.name}`, 'ms', [firstTile]),
    figureOf(`viewing/first tile unfolded ${size.name}`, 'ms', [firstOpenTile]),
    figureOf(`viewing/tile p50 ${size.name}`, 'ms', [percentile(tiles, 0.5)], {
      note: `${visibleRows} rows × ${pixels} px, windows of all zooms`,
    }),
    figureOf(`viewing/tile p95 ${size.name}`, 'ms', [percentile(tiles, 0.95)], { target: size.tileMs }),
    figureOf(`viewing/search ${size.name}`, 'ms', await searchTimes(source), { target: size.searchMs }),
    figureOf(`viewing/clock p99 ${size.name}`, 'ms', [percentile(clocks, 0.99)], { target: size.clockMs }),
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** All threads unfolded, so that a tile has as many kinds of rows as it can. */
async function openThreads(source: TimelineSource, trace: Trace): Promise<Folding> {
  const { rows } = await source.rows(asIs);
  const folded = rows.filter(({ kind, collapsed }) => kind === 'thread' && collapsed).map(({ lane }) => lane);
  return { ...asIs, toggled: folded.filter((lane) => trace.lanes[lane].kind === 'thread') };
}

async function tileTimes(source: TimelineSource, trace: Trace): Promise<number[]> {
  const next = random(7);
  const times: number[] = [];
  for (let round = 0; round < 220; round++) {
    const zoom = next() * 5;
    const time = await timed(() => randomTile(source, trace, zoom, next));
    // The first rounds build what rows seen for the first time need.
    if (round >= 20) times.push(time);
  }
  return times;
}

async function randomTile(source: TimelineSource, trace: Trace, zoom: number, next: () => number): Promise<unknown> {
  const span = trace.header.durationNs / 10 ** zoom;
  const fromNs = next() * (trace.header.durationNs - span);
  const firstRow = Math.floor(next() * 3) * visibleRows;
  return source.tile({ fromNs, toNs: fromNs + span, firstRow, endRow: firstRow + visibleRows, nsPerPixel: span / pixels });
}

async function searchTimes(source: TimelineSource): Promise<number[]> {
  await source.search('warm', 100);
  const times: number[] = [];
  for (const query of ['fetchPage', 'parse', 'get /item', 'lane:crawler save', 'nothing of this name'])
    times.push(await timed(() => source.search(query, 1_000)));
  return times;
}

async function clockTimes(trace: Trace): Promise<number[]> {
  const index = indexClocks(trace);
  const next = random(11);
  const times: number[] = [];
  for (let round = 0; round < 200; round++) {
    const event = Math.floor(next() * trace.events.count);
    times.push(await timed(async () => clockOf(index, event)));
  }
  return times;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
