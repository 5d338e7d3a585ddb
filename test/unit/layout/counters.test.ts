// Counters on rows and in tiles: what is drawn is what was sampled, near and far.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedByDefault } from '../../../src/layout/folding.ts';
import type { Tile } from '../../../src/layout/geometry.ts';
import { hitTest } from '../../../src/layout/hitTest.ts';
import { layoutRows, type RowLayout } from '../../../src/layout/rows.ts';
import { layoutTile } from '../../../src/layout/tile.ts';
import { buildTraceIndex, type TraceIndex } from '../../../src/layout/traceIndex.ts';
import { replay } from '../../../src/replay/replay.ts';
import { samplerSegment } from '../../support/counters.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';

const ms = 1e6;

interface Sampled {
  readonly index: TraceIndex;
  readonly layout: RowLayout;
  /** Of a lane's row, of the row list with all counters unfolded. */
  readonly rowOf: (lane: string) => number;
}

function sampled(running: readonly number[], runnable: readonly number[], memory: readonly number[] = []): Sampled {
  const trace = replay(testManifest, [
    segmentOf({ osThread: 1 }, (records) => records.end(Math.max(running.length, runnable.length, memory.length) * ms, 0, 0)),
    samplerSegment([
      { kind: 'running', pid: 1, osThread: 0, values: running },
      { kind: 'memory', pid: 1, osThread: 0, values: memory },
      { kind: 'running', pid: 1, osThread: 1, values: running },
      { kind: 'runnable', pid: 1, osThread: 1, values: runnable },
    ]),
  ]);
  const index = buildTraceIndex(trace);
  const layout = layoutRows(index, { toggled: [...foldedByDefault(index)], expanded: [], hideIdle: false });
  return { index, layout, rowOf: (lane) => layout.rows.findIndex(({ label }) => label === lane) };
}

/** The area under a layer of a row, in parts of the row × nanoseconds. */
function areaOf({ counters }: Tile, row: number, wanted: number): number {
  let area = 0;
  for (let i = 0; i < counters.from.length; i++) {
    if (counters.row[i] === row && counters.layer[i] === wanted)
      area += (counters.to[i]! - counters.from[i]!) * (counters.mean[i]! - counters.base[i]!);
  }
  return area;
}

const parts = fc.array(fc.nat(5000), { minLength: 1, maxLength: 400 });

describe('counters of a timeline', () => {
  it('stand folded below their process, and say their most or their mean', () => {
    const { index, layout } = sampled([5000, 7500], [2500, 0], [150e6, 87.3e6]);
    const folded = layoutRows(index, { toggled: [], expanded: [], hideIdle: false });
    const labels = ({ rows }: RowLayout): readonly string[] => rows.map(({ label, facts, top }) => `${label} | ${facts} | ${top ?? ''}`);
    expect(labels(folded).slice(-1)).toEqual(['CPU | max 0.75 CPUs | 1']);
    expect(labels(layout).slice(-3)).toEqual([
      'CPU | max 0.75 CPUs | 1',
      'memory | max 150 MB | 150 MB',
      'main thread · CPU | 63 % | 100 %',
    ]);
  });

  it("law: from near and from far the area is the samples' sum", () => {
    fc.assert(
      fc.property(parts, parts, fc.integer({ min: 1, max: 900 }), (running, runnable, pixels) => {
        const { index, layout, rowOf } = sampled(running, runnable);
        const row = rowOf('main thread · CPU');
        const span = Math.max(running.length, runnable.length) * ms;
        const tile = layoutTile(index, layout, {
          fromNs: 0,
          toNs: span,
          firstRow: 0,
          endRow: layout.rows.length,
          nsPerPixel: span / pixels,
        });
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value * 1e-4 * ms, 0);
        expect(areaOf(tile, row, 0) / ms).toBeCloseTo(sum(running) / ms, 2);
        expect(areaOf(tile, row, 1) / ms).toBeCloseTo(sum(runnable) / ms, 2);
        expect(
          tile.counters.from.filter((_, i) => tile.counters.row[i] === row && tile.counters.layer[i] === 0).length,
        ).toBeLessThanOrEqual(Math.max(pixels + 2, 1));
      }),
      { numRuns: 40 },
    );
  });

  it('law: no area leaves its row, and each begins where the one before ended', () => {
    fc.assert(
      fc.property(parts, parts, fc.integer({ min: 1, max: 300 }), (running, runnable, pixels) => {
        const { index, layout } = sampled(running, runnable, running);
        const span = running.length * ms;
        const { counters } = layoutTile(index, layout, { fromNs: 0, toNs: span, firstRow: 0, endRow: 99, nsPerPixel: span / pixels });
        const last = new Map<string, number>();
        for (let i = 0; i < counters.from.length; i++) {
          expect(Math.min(counters.base[i]!, counters.mean[i]!)).toBeGreaterThanOrEqual(0);
          expect(counters.high[i]).toBeLessThanOrEqual(1);
          expect(counters.mean[i]).toBeGreaterThanOrEqual(counters.base[i]!);
          const key = `${counters.row[i]} ${counters.layer[i]}`;
          expect(counters.from[i]).toBeGreaterThanOrEqual(last.get(key) ?? 0);
          last.set(key, counters.to[i]!);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keep a short peak in sight from far away', () => {
    const running = Array.from({ length: 3000 }, (_, at) => (at === 1234 ? 10_000 : 10));
    const { index, layout, rowOf } = sampled(running, []);
    const tile = layoutTile(index, layout, { fromNs: 0, toNs: 3000 * ms, firstRow: 0, endRow: 99, nsPerPixel: 100 * ms });
    const row = rowOf('main thread · CPU');
    expect(tile.counters.high.filter((high, i) => tile.counters.row[i] === row && high === 1)).toHaveLength(1);
  });

  it('are found under the pointer, by their lane', () => {
    const { index, layout, rowOf } = sampled([5000, 7500, 100], [2500, 0]);
    const tile = layoutTile(index, layout, { fromNs: 0, toNs: 3 * ms, firstRow: 0, endRow: 99, nsPerPixel: ms / 100 });
    const row = rowOf('main thread · CPU');
    const hit = hitTest(tile, { atNs: 1.5 * ms, row, yPart: 0.5, reachNs: 0 });
    expect([hit?.kind, hit?.index]).toEqual(['counter', layout.rows[row]!.lane]);
  });
});
