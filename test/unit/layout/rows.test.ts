// Rows follow the folding: bands, threads, and groups packed, collapsed or one task a row.

import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/layout/geometry.ts';
import { type FoldState, layoutRows, rowOfTask } from '../../../src/layout/rows.ts';
import { mostLines } from '../../../src/layout/taskGroup.ts';
import { buildTraceIndex, huesOf } from '../../../src/layout/traceIndex.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { syntheticTrace } from '../../support/syntheticTrace.ts';

const asIs: FoldState = { toggled: [], expanded: [], hideIdle: false };
const small = syntheticTrace({ events: 800, processes: 2, threads: 2, functions: 4 });
const rowsOf = (trace: Trace, state: Partial<FoldState> = {}): readonly Row[] =>
  layoutRows(buildTraceIndex(trace), { ...asIs, ...state }).rows;
const laneOf = (trace: Trace, name: string): number => trace.lanes.findIndex((lane) => lane.name === name);
const draw = (rows: readonly Row[]): string[] =>
  rows.map(({ kind, level, label, facts }) => `${'  '.repeat(level)}${kind} ${label} | ${facts}`.trimEnd());

describe('layoutRows', () => {
  it('shows no machine band for one machine, and processes as bands', () => {
    expect(draw(rowsOf(small).filter(({ level }) => level === 0))).toEqual([
      'process crawler | process · pid 4711',
      'process api | process · pid 4712',
    ]);
  });

  it('shows machine bands from two machines on', () => {
    const two: Trace = { ...small, lanes: [...small.lanes, { ...small.lanes[0], name: 'there' }] };
    expect(draw(rowsOf(two).filter(({ level }) => level === 0))).toEqual(['machine here | machine', 'machine there | machine']);
  });

  it('packs a group into no more rows than tasks live at once, and says how many there are', () => {
    const index = buildTraceIndex(small);
    const layout = layoutRows(index, asIs);
    for (const [lane, group] of index.groups) {
      const rows = layout.rows.filter((row) => row.lane === lane);
      expect(rows).toHaveLength(Math.min(mostLines, group.atOnce));
      expect(rows[0].facts).toContain(`×${group.tasks}`);
      expect(rows.slice(1).every(({ label }) => label === '')).toBe(true);
    }
  });

  it('merges what finds no place into the last row and says so', () => {
    const crowd = syntheticTrace({ events: 1_500, processes: 1, threads: 1, functions: 1 });
    const rows = rowsOf(crowd).filter(({ kind }) => kind === 'tasks');
    expect(rows).toHaveLength(mostLines);
    expect(rows.at(-1)?.facts).toMatch(/^\d+ rows in one$/);
    expect(rows[0].facts).toMatch(/^×\d+, \d+ at once$/);
  });

  it('folds a thread into its own row', () => {
    const thread = small.threads[0].lane;
    const rows = rowsOf(small, { toggled: [thread] });
    expect(rows.some(({ lane }) => small.lanes[lane].parent === thread)).toBe(false);
    expect(rows.find(({ lane }) => lane === thread)).toMatchObject({ collapsible: true, collapsed: true });
  });

  it('folds a group into one row', () => {
    const lane = laneOf(small, 'fetchPage0');
    expect(rowsOf(small, { toggled: [lane] }).filter((row) => row.lane === lane)).toMatchObject([{ collapsed: true, line: 0 }]);
  });

  it('gives each task a row on demand', () => {
    const lane = laneOf(small, 'fetchPage0');
    const index = buildTraceIndex(small);
    const layout = layoutRows(index, { ...asIs, expanded: [lane] });
    const group = index.groups.get(lane);
    const rows = layout.rows.filter((row) => row.lane === lane);
    expect(rows.map(({ task }) => task)).toEqual(Array.from({ length: group?.tasks ?? 0 }, (_, i) => (group?.firstTask ?? 0) + i));
    for (const { task } of rows) expect(layout.rows[rowOfTask(index, layout, task)].task).toBe(task);
  });

  it('keeps a first view short when there are hundreds of functions', () => {
    const rows = rowsOf(syntheticTrace({ events: 60_000, threads: 40, functions: 400 }));
    expect(rows.length).toBeLessThan(120);
    expect(rows.some(({ kind }) => kind === 'tasks')).toBe(true);
  });

  it('packs the functions of a crowded thread only while they are low', () => {
    const crowded = syntheticTrace({ events: 6_000, processes: 1, threads: 1, functions: 10 });
    const index = buildTraceIndex(crowded);
    const heights = (state: FoldState): number[] =>
      [...index.groups.keys()].map((lane) => layoutRows(index, state).rows.filter((row) => row.lane === lane).length);
    const packed = [...index.groups.values()].map((group) => group.lines('packed'));
    expect(packed.reduce((sum, lines) => sum + lines, 0)).toBeLessThan(60);
    expect(heights(asIs)).toEqual(packed);
    const beside = { ...crowded, threads: [...crowded.threads, ...crowded.threads, ...crowded.threads] };
    const besideIndex = buildTraceIndex(beside);
    const rows = layoutRows(besideIndex, asIs).rows.filter(({ kind }) => kind === 'tasks');
    expect(rows.length).toBeLessThan(packed.reduce((sum, lines) => sum + lines, 0));
  });

  it("gives the runtime's own tasks one row where they would need many", () => {
    const tall = syntheticTrace({ events: 6_000, processes: 1, threads: 1, functions: 10 });
    const ofRuntime: Trace = { ...tall, lanes: tall.lanes.map((lane) => ({ ...lane, source: 0 })) };
    const highest = (trace: Trace): number => {
      const { rows } = layoutRows(buildTraceIndex(trace), asIs);
      return Math.max(...trace.lanes.map((_, lane) => rows.filter((row) => row.lane === lane).length));
    };
    expect(highest(tall)).toBeGreaterThan(3);
    expect(highest(ofRuntime)).toBeLessThanOrEqual(3);
  });

  it('leaves out lanes on which nothing ran when asked to', () => {
    const idle: Trace = { ...small, lanes: [...small.lanes, { ...small.lanes[1], name: 'sleeper' }] };
    expect(rowsOf(idle).map(({ label }) => label)).toContain('sleeper');
    expect(rowsOf(idle, { hideIdle: true }).map(({ label }) => label)).not.toContain('sleeper');
  });

  it('gives a function the same hue in every folder that holds the program', () => {
    const elsewhere: Trace = {
      ...small,
      header: { ...small.header, cwd: '/home/me/app' },
      strings: small.strings.map((text) => text.replace('/app/', '/home/me/app/')),
    };
    expect(rowsOf(elsewhere).map(({ hue }) => hue)).toEqual(rowsOf(small).map(({ hue }) => hue));
    expect(new Set(rowsOf(syntheticTrace({ events: 5_000 })).map(({ hue }) => hue)).size).toBe(6);
  });

  it('gives six processes six hues, and the first that of its name', () => {
    const process = small.lanes.find(({ kind }) => kind === 'process')!;
    const many: Trace = { ...small, lanes: [small.lanes[0], ...Array.from({ length: 8 }, () => ({ ...process, name: 'fork.ts' }))] };
    const alone: Trace = { ...many, lanes: many.lanes.slice(0, 2) };
    const hues = Array.from(huesOf(many).subarray(1));
    expect(new Set(hues.slice(0, 6)).size).toBe(6);
    expect(hues.slice(6)).toEqual(hues.slice(0, 2));
    expect(hues[0]).toBe(huesOf(alone)[1]);
  });
});
