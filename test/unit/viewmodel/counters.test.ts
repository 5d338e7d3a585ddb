// A counter as a view asks for it: what it said at a time, where it stands, what comes next, how it is found.

import { describe, expect, it } from 'vitest';
import { codeOf, counterKinds } from '../../../src/model/vocabulary.ts';
import type { Detail, TimelineSource } from '../../../src/protocol/timelineSource.ts';
import { replay } from '../../../src/replay/replay.ts';
import { carry } from '../../../src/viewmodel/live/carry.ts';
import { openTrace } from '../../../src/viewmodel/openTrace.ts';
import { samplerSegment } from '../../support/counters.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';

const ms = 1e6;

const trace = replay(
  {
    ...testManifest,
    machine: { ...testManifest.machine, topology: { sockets: 1, coresPerSocket: 2, threadsPerCore: 1 }, container: 'docker' },
  },
  [
    segmentOf({ osThread: 1, threadPoolSize: '2', v8Version: '13', uvVersion: '1.52' }, (records) => {
      records.string('PBKDF2REQUEST');
      for (let id = 2; id < 5; id++) records.asyncInit(id, id, 1, 1);
      records.series(0, codeOf(counterKinds, 'heap'), 0, 0, '');
      records.sample(ms, 1, 7e6);
      records.end(10 * ms, 0, 0);
    }),
    samplerSegment([
      { kind: 'running', pid: 0, osThread: 0, values: [15000] },
      { kind: 'running', pid: 1, osThread: 0, values: [10000] },
      { kind: 'running', pid: 1, osThread: 1, values: [2500, 7500, 7500, 0] },
      { kind: 'runnable', pid: 1, osThread: 1, values: [5000, 0, 0, 0] },
    ]),
  ],
);
const source: TimelineSource = openTrace(trace);

function laneNamed(name: string): number {
  return trace.lanes.findIndex((lane) => lane.name === name);
}

function factsOf(detail: Detail): readonly string[] {
  return detail.facts.map(({ name, value }) => `${name}: ${value.map(({ text }) => text).join('')}`);
}

async function factsAt(lane: string, atNs: number): Promise<readonly string[]> {
  return factsOf(await source.detail({ kind: 'counter', index: laneNamed(lane), atNs }));
}

describe('a counter', () => {
  it('says what it was at a time, and over the run', async () => {
    expect(await factsAt('main thread · CPU', 0.5 * ms)).toEqual([
      'on CPU: 25 %',
      'waited for CPU: 50 %',
      'asleep: 25 %',
      'for: 1.00 ms from 0.000 000 s',
      'on average: 44 % on CPU, 13 % waited for CPU',
      'at most: 75 % on CPU, 50 % waited for CPU',
    ]);
    expect(await factsAt('CPU of the machine', 0.5 * ms)).toContain('on CPU: 1.50 processors');
    expect(await factsAt('main thread · heap', 5 * ms)).toEqual(expect.arrayContaining(['heap in use: 7.00 MB', 'at most: 7.00 MB']));
  });

  it('names the requests that were in the pool and queued for it', async () => {
    expect((await factsAt('libuv pool', 5 * ms)).slice(0, 3)).toEqual([
      'in the pool: 2',
      'queued for it: 1',
      'requests: crypto pbkdf2 × 3',
    ]);
  });

  it('says so where nothing is known', async () => {
    expect(await factsAt('main thread · CPU', 9 * ms)).toEqual(['at: 0.009 000 s: nothing is known']);
  });

  it('has a place, a neighbour on either side, and its lane as its cause', async () => {
    const lane = laneNamed('main thread · CPU');
    const at = { kind: 'counter' as const, index: lane, atNs: 1.7 * ms };
    await source.rows({ toggled: [laneNamed('CPU')], expanded: [], hideIdle: false });
    const place = await source.place(at);
    expect([place.fromNs, place.toNs, place.lanes]).toEqual([ms, 3 * ms, []]);
    expect(await source.neighbour(at, 'next')).toEqual({ ...at, atNs: 3 * ms });
    expect(await source.neighbour(at, 'previous')).toEqual({ ...at, atNs: 0 });
    expect(await source.neighbour({ ...at, atNs: 0 }, 'previous')).toBeNull();
    expect(await source.neighbour(at, 'cause')).toEqual({ kind: 'lane', index: lane });
    expect(await source.neighbour(at, 'effect')).toBeNull();
  });

  it('asks to unfold what hides it', async () => {
    await source.rows({ toggled: [], expanded: [], hideIdle: false });
    const place = await source.place({ kind: 'counter', index: laneNamed('main thread · CPU'), atNs: 0 });
    expect([place.row, place.lanes]).toEqual([-1, [laneNamed('CPU')]]);
  });

  it('is found by its name', async () => {
    const { matches } = await source.search('heap', 10);
    expect(matches.map(({ title, facts }) => [title, facts])).toEqual([['main thread · heap', 'counter']]);
  });

  it('is carried over to the trace that has grown', () => {
    const held = {
      generation: 1,
      folding: { toggled: [], expanded: [], hideIdle: false },
      selections: [{ kind: 'counter' as const, index: laneNamed('CPU'), atNs: 5 }],
    };
    expect(carry(trace.lanes, { lanes: [...trace.lanes], find: () => null }, held).selections).toEqual(held.selections);
  });

  it('of a lane that the trace has not is refused', async () => {
    await expect(source.detail({ kind: 'counter', index: 99, atNs: 0 })).rejects.toThrow(/counter 99 is not in this trace/);
  });
});

describe('a lane over the machine', () => {
  it('says what the machine, a process and a thread are', async () => {
    const facts = async (kind: string): Promise<readonly string[]> =>
      factsOf(await source.detail({ kind: 'lane', index: trace.lanes.findIndex((lane) => lane.kind === kind) }));
    expect(await facts('machine')).toEqual(expect.arrayContaining(['shape: 1 socket × 2 cores × 1 thread', 'runs in: docker']));
    expect(await facts('process')).toEqual(['pid: 1', 'threads: 1', 'versions: node 24.0.0, v8 13, uv 1.52', 'libuv pool: 2 threads']);
    expect(await facts('thread')).toContain('system thread: 44 % on CPU, 13 % waited for CPU, 44 % asleep');
  });
});

describe('a long slice', () => {
  it('says how much of it the system let its thread run', async () => {
    const all = (value: number): number[] => Array.from({ length: 300 }, () => value);
    const starved = replay(testManifest, [
      segmentOf({ osThread: 1 }, (records) => records.end(300 * ms, 0, 0)),
      samplerSegment([
        { kind: 'running', pid: 1, osThread: 1, values: all(1000) },
        { kind: 'runnable', pid: 1, osThread: 1, values: all(9000) },
      ]),
    ]);
    expect(factsOf(await openTrace(starved).detail({ kind: 'slice', index: 0 }))).toContain('of that: 10 % on CPU, 90 % waited for CPU');
  });

  it('of less than samples can tell says nothing of it', async () => {
    expect(factsOf(await source.detail({ kind: 'slice', index: 0 })).filter((fact) => fact.includes('CPU'))).toEqual([]);
  });
});
