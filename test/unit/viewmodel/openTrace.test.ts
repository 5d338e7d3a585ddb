// One open trace answers what a view asks: rows, places, details in plain words, search, statistics.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/model/trace.ts';
import type { Detail, Folding, Selection, TimelineSource } from '../../../src/protocol/timelineSource.ts';
import { openTrace } from '../../../src/viewmodel/openTrace.ts';
import { syntheticTrace } from '../../support/syntheticTrace.ts';
import { eventAt, traceFromText } from '../../support/traceFromText.ts';

const asIs: Folding = { toggled: [], expanded: [], hideIdle: false };
const trace = syntheticTrace({ events: 12_000 });
let source: TimelineSource;

beforeEach(() => {
  source = openTrace(trace);
});

describe('overview', () => {
  it('says how the program ended', async () => {
    const endedAs = async (ended: Trace['header']['ended']): Promise<unknown> => {
      const { ended: words, failed } = await openTrace({ ...trace, header: { ...trace.header, ended } }).overview();
      return { words, failed };
    };
    expect(await endedAs({ code: 0, signal: null })).toEqual({ words: 'ended normally', failed: false });
    expect(await endedAs({ code: 3, signal: null })).toEqual({ words: 'exit code 3', failed: true });
    expect(await endedAs({ code: null, signal: 'SIGKILL' })).toEqual({ words: 'killed by SIGKILL', failed: true });
    expect(await endedAs(null)).toEqual({ words: null, failed: false });
  });
  it('names the damage of the file before other gaps', async () => {
    expect((await openTrace(trace, 'byte 12: expected a chunk').overview()).gaps).toEqual([
      'The file is damaged: byte 12: expected a chunk.',
    ]);
  });
});

describe('place', () => {
  it('gives a visible thing its row and a hidden one the lanes to unfold, which then show it', async () => {
    const process = trace.lanes.findIndex((lane) => lane.kind === 'process');
    await source.rows({ ...asIs, toggled: [process] });
    const task = trace.tasks.group.findIndex((lane) => trace.threads[trace.lanes[lane].thread].lane === trace.threads[0].lane);
    const hidden = await source.place({ kind: 'task', index: task });
    expect(hidden).toMatchObject({ row: -1, lanes: [process] });
    const { rows } = await source.rows(asIs);
    const place = await source.place({ kind: 'task', index: task });
    expect(place.lanes).toEqual([]);
    expect(rows[place.row].lane).toBe(trace.tasks.group[task]);
  });
  it('never asks to unfold a machine band that does not show', async () => {
    const lanes = await Promise.all(Array.from({ length: 50 }, (_, m) => source.place({ kind: 'message', index: m })));
    expect(lanes.flatMap((place) => place.lanes)).not.toContain(0);
  });
  it('counts rows anew with every generation', async () => {
    const first = await source.rows(asIs);
    const second = await source.rows({ ...asIs, toggled: [1] });
    expect(second.generation).toBe(first.generation + 1);
  });
});

describe('neighbour', () => {
  it('walks a task from its first slice to its last and back', async () => {
    const task = Array.from({ length: trace.tasks.count }, (_, t) => t).find(
      (t) => trace.tasks.firstSlice[t + 1] - trace.tasks.firstSlice[t] === 3,
    ) as number;
    const walk = async (from: Selection, direction: 'next' | 'previous'): Promise<string[]> => {
      const kinds: string[] = [];
      for (let at: Selection | null = from; at !== null; at = await source.neighbour(at, direction)) kinds.push(at.kind);
      return kinds;
    };
    const expected = ['slice', 'wait', 'slice', 'wait', 'slice'];
    expect(await walk({ kind: 'slice', index: trace.tasks.firstSlice[task] }, 'next')).toEqual(expected);
    expect(await walk({ kind: 'slice', index: trace.tasks.firstSlice[task + 1] - 1 }, 'previous')).toEqual(expected);
  });
  it('goes from a message to the slices that sent and received it', async () => {
    const message = trace.messages.receive.findIndex((event) => event >= 0);
    const ends = await Promise.all(
      (['cause', 'effect'] as const).map((direction) => source.neighbour({ kind: 'message', index: message }, direction)),
    );
    expect(ends.map((end) => trace.slices.task[end?.index ?? -1])).toEqual([
      trace.events.task[trace.messages.send[message]],
      trace.events.task[trace.messages.receive[message]],
    ]);
  });
  it('is null at the end of the road', async () => {
    expect(await source.neighbour({ kind: 'lane', index: trace.lanes.length - 1 }, 'next')).toBeNull();
  });
});

describe('detail', () => {
  const drawn = traceFromText(`
    A: enter(f)  await(f)                      resume(f)  exit(f)  exit
    B:                      b1  send(m)
    C:                                 recv(m)   c1
  `);
  const detailOf = (selection: Selection): Promise<Detail> => openTrace(drawn).detail(selection);
  const factsOf = (detail: Detail): Record<string, string> =>
    Object.fromEntries(detail.facts.map(({ name, value }) => [name, value.map(({ text }) => text).join('')]));

  it('tells the life of a task', async () => {
    const task = Array.from({ length: drawn.tasks.count }, (_, t) => t).find((t) => drawn.strings[drawn.tasks.name[t]] === 'f') as number;
    const detail = await detailOf({ kind: 'task', index: task });
    expect(detail.story.lines.map(({ time, text }) => `${time} ${text.map((phrase) => phrase.text).join('')}`).join('\n')).toMatch(
      /^\+0 ns ran 10\.0 µs\n\+10\.0 µs waited 30\.0 µs .*\n\+40\.0 µs ran 11\.0 µs\n\+51\.0 µs fulfilled$/,
    );
    expect(factsOf(detail)).toMatchObject({ ran: '21.0 µs in 2 slices', outcome: 'fulfilled' });
  });
  it('gives a message both its ends and how long it took', async () => {
    const facts = factsOf(await detailOf({ kind: 'message', index: 0 }));
    expect(facts.took).toBe('7.00 µs');
    expect(facts.sent).toMatch(/B$/);
    expect(facts.received).toMatch(/C$/);
  });
  it('gives an event its vector clock, own thread first', async () => {
    const { clock } = await detailOf({ kind: 'event', index: eventAt(drawn, 'c1') });
    expect(clock[0].own).toBe(true);
    expect(clock.map(({ thread }) => thread.at(-1))).toEqual(['C', 'B']);
  });
  it('puts everything into the plain text', async () => {
    const detail = await source.detail({ kind: 'slice', index: 500 });
    for (const { name } of detail.facts) expect(detail.plain).toContain(`${name}: `);
    expect(detail.plain).toContain(detail.story.title);
    expect(detail.plain.split('\n')[0]).toBe(detail.title);
  });
  it('answers for every kind of thing, and links only to what there is', async () => {
    for (const kind of ['task', 'slice', 'wait', 'event', 'message', 'span', 'lane'] as const) {
      for (const index of [0, 7, 40]) {
        const { title, facts, story } = await source.detail({ kind, index });
        expect(title).not.toBe('');
        const phrases = [...facts.flatMap(({ value }) => value), ...story.lines.flatMap(({ text }) => text)];
        for (const { text, select } of phrases) {
          expect(text).not.toMatch(/undefined|NaN/);
          if (select !== undefined) await expect(source.place(select)).resolves.toBeDefined();
        }
      }
    }
  });
  it('rejects what is not in the trace and says so', async () => {
    await expect(source.detail({ kind: 'slice', index: 1e9 })).rejects.toThrow(
      `slice 1000000000 is not in this trace, which has ${trace.slices.count}`,
    );
    await expect(source.place({ kind: 'lane', index: -1 })).rejects.toThrow('lane -1 is not in this trace');
  });
});

describe('search', () => {
  const total = async (query: string): Promise<number> => (await source.search(query, 5)).total;

  it('finds lanes and tasks by a part of their name, whatever the case', async () => {
    const tasks = trace.tasks.name.filter((name) => trace.strings[name].toLowerCase().includes('fetchpage')).length;
    const lanes = trace.lanes.filter((lane) => lane.name.toLowerCase().includes('fetchpage')).length;
    expect(await total('FETCHpage')).toBe(tasks + lanes);
  });
  it('bounds what it gives and not what it counts, earliest first', async () => {
    const { total: all, matches } = await source.search('kind:slice dur:>50us', 20);
    const starts = Array.from({ length: trace.slices.count }, (_, s) => s)
      .filter((s) => trace.slices.endNs.at(s) - trace.slices.startNs.at(s) > 50_000)
      .map((s) => trace.slices.startNs.at(s))
      .sort((a, b) => a - b);
    expect(all).toBe(starts.length);
    expect(matches.map(({ startNs }) => startNs)).toEqual(starts.slice(0, 20));
  });
  it('keeps to a lane and what is in it', async () => {
    const tasks = trace.tasks.thread.filter(
      (thread) => trace.lanes[trace.lanes[trace.threads[thread].lane].parent].name === 'crawler',
    ).length;
    expect(await total('lane:crawler kind:task')).toBe(tasks);
  });
  it('finds messages and marks by their text', async () => {
    expect(await total('kind:message "get /item"')).toBe(trace.messages.count);
    expect(await total('kind:mark tick')).toBe(trace.events.kind.filter((kind) => kind === 10).length);
  });
  it('says what is wrong with a query and finds nothing in an empty one', async () => {
    expect(await source.search('kind:x', 5)).toMatchObject({ total: 0, problem: expect.stringContaining('found “x”') });
    expect(await source.search('  ', 5)).toEqual({ total: 0, matches: [], problem: null });
  });
});

describe('statistics', () => {
  it('shares the running time of all threads out among functions', async () => {
    const { functions } = await source.statistics();
    const ran = trace.slices.endNs.toArray().reduce((sum, end, slice) => sum + end - trace.slices.startNs.at(slice), 0);
    expect(functions.reduce((sum, { runningNs }) => sum + runningNs, 0)).toBeCloseTo(ran, -3);
    expect(functions.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(trace.tasks.count);
    expect(functions.map(({ runningNs }) => runningNs)).toEqual(functions.map(({ runningNs }) => runningNs).sort((a, b) => b - a));
  });
  it('puts every message with both ends into one bucket of latency, with an example that fits it', async () => {
    const { messageLatency: latency } = await source.statistics();
    expect(latency.counts.reduce((sum, count) => sum + count, 0)).toBe(trace.messages.receive.filter((event) => event >= 0).length);
    for (const [bucket, example] of latency.examples.entries()) {
      if (example === null) continue;
      const ns = trace.events.timeNs.at(trace.messages.receive[example.index]) - trace.events.timeNs.at(trace.messages.send[example.index]);
      expect(ns).toBeLessThanOrEqual(latency.boundsNs[bucket]);
      expect(ns).toBeGreaterThan(latency.boundsNs[bucket] / 2);
    }
    expect(latency.medianNs).toBeLessThanOrEqual(latency.p95Ns);
    expect(latency.p99Ns).toBeLessThanOrEqual(latency.maxNs);
  });
  it('adds up the minimap to the running time of each process', async () => {
    const { series } = await source.minimap(100);
    const drawn =
      series.reduce((sum, { values }) => sum + values.reduce((part, value) => part + value, 0), 0) * (trace.header.durationNs / 100);
    const ran = trace.slices.endNs.toArray().reduce((sum, end, slice) => sum + end - trace.slices.startNs.at(slice), 0);
    expect(drawn / ran).toBeCloseTo(1, 4);
    expect(series.map(({ name }) => name)).toEqual(['crawler', 'api', 'db']);
  });
});
