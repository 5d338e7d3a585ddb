// The NDJSON export: every row of the trace, in the promised order, with the clocks of an independent computation.

import { describe, expect, it } from 'vitest';
import { clockOf, indexClocks } from '../../../src/analysis/clocks.ts';
import { exportNdjson } from '../../../src/interchange/ndjson.ts';
import { type Trace, threadOfEvent } from '../../../src/model/trace.ts';
import { codeOf, spanKinds } from '../../../src/model/vocabulary.ts';
import { replay } from '../../../src/replay/replay.ts';
import { samplerSegment } from '../../support/counters.ts';
import { segmentOf, testManifest } from '../../support/recordStream.ts';
import { syntheticTrace } from '../../support/syntheticTrace.ts';

type Line = Readonly<Record<string, unknown>> & { readonly type: string };

function linesOf(trace: Trace): readonly Line[] {
  return Array.from(exportNdjson(trace), (line) => {
    expect(line.indexOf('\n')).toBe(line.length - 1);
    return JSON.parse(line) as Line;
  });
}

function ofType(lines: readonly Line[], type: string): readonly Line[] {
  return lines.filter((line) => line.type === type);
}

const trace = syntheticTrace({ events: 2_000, threads: 5, functions: 20 });
const lines = linesOf(trace);

describe('the NDJSON export', () => {
  it('writes one line for each row, table after table', () => {
    const runs: [string, number][] = [];
    for (const { type } of lines) {
      if (runs.at(-1)?.[0] === type) runs.at(-1)![1]++;
      else runs.push([type, 1]);
    }
    expect(runs).toEqual([
      ['trace', 1],
      ['lane', trace.lanes.length],
      ['task', trace.tasks.count],
      ['slice', trace.slices.count],
      ['wait', trace.waits.count],
      ['event', trace.events.count],
      ['message', trace.messages.count],
      ['span', trace.spans.count],
    ]);
  });

  it('refers only to ids that the file has, each of them once', () => {
    const ids = lines.flatMap((line) => ('id' in line ? [line.id] : []));
    const known = new Set(ids);
    expect(known.size).toBe(ids.length);
    for (const line of lines) {
      for (const field of ['parent', 'lane', 'thread', 'task', 'wokenBy', 'awaited', 'cause', 'send', 'receive']) {
        if (line[field] !== undefined && line[field] !== null) expect(known).toContain(line[field]);
      }
    }
  });

  it('writes parents of lanes before their children', () => {
    const seen = new Set<unknown>([null]);
    for (const lane of ofType(lines, 'lane')) {
      expect(seen).toContain(lane.parent);
      seen.add(lane.id);
    }
  });

  it('orders events by time, and those of a thread by their number', () => {
    const last = new Map<unknown, number>();
    let now = 0;
    for (const event of ofType(lines, 'event')) {
      expect(event.timeNs).toBeGreaterThanOrEqual(now);
      now = event.timeNs as number;
      expect(event.seq).toBe((last.get(event.thread) ?? 0) + 1);
      expect(event.id).toBe(`${event.thread}:${event.seq}`);
      last.set(event.thread, event.seq as number);
    }
  });

  it('gives each event the vector clock that a walk into its past finds', () => {
    const index = indexClocks(trace);
    const threadLanes = trace.threads.map((thread) => `l${thread.lane}`);
    const clocks = new Map(ofType(lines, 'event').map((line) => [line.id, line.clock]));
    let merged = 0;
    for (let event = 0; event < trace.events.count; event++) {
      const thread = threadOfEvent(trace, event);
      const entries = [...clockOf(index, event)].flatMap((count, at) => (count > 0 ? [[threadLanes[at], count]] : []));
      if (entries.length > 1) merged++;
      expect(clocks.get(`${threadLanes[thread]}:${event - trace.threads[thread]!.firstEvent + 1}`)).toEqual(Object.fromEntries(entries));
    }
    expect(merged).toBeGreaterThan(100);
  });

  it('writes null for what is not known, and whole nanoseconds for what is', () => {
    for (const task of ofType(lines, 'task')) {
      expect(task.settledNs === null || Number.isInteger(task.settledNs)).toBe(true);
      if (task.settledNs === null) expect(task.outcome).toBe('pending');
    }
    expect(ofType(lines, 'task').some((task) => task.settledNs === null)).toBe(true);
  });

  it('does not call a task pending where its thread may have gone on', () => {
    const cut = { ...trace, threads: trace.threads.map((thread) => ({ ...thread, complete: false })) };
    expect(ofType(linesOf(cut), 'task').some((task) => task.outcome === 'pending')).toBe(false);
  });

  it('says how many records were lost, or at most how many', () => {
    const [exact] = linesOf({ ...trace, header: { ...trace.header, lost: 3, lostAtMost: 3 } });
    const [bound] = linesOf({ ...trace, header: { ...trace.header, lost: 3, lostAtMost: 70 } });
    expect([exact!.lost, exact!.lostAtMost, bound!.lost, bound!.lostAtMost]).toEqual([3, undefined, undefined, 70]);
  });

  it('writes each span with its thread, and each step of a counter with its lane', () => {
    const recorded = replay(testManifest, [
      segmentOf({ osThread: 5 }, (records) => {
        records.span(9e6, codeOf(spanKinds, 'gc'), 4e6, 2e6, 'minor');
        records.end(9e6, 0, 0);
      }),
      samplerSegment([{ kind: 'running', pid: 1, osThread: 5, values: [10_000, 10_000, 2345] }]),
    ]);
    const all = linesOf(recorded);
    const laneNamed = (name: string): unknown => all.find((line) => line.type === 'lane' && line.name === name)?.id;
    const thread = laneNamed('main thread');
    expect(ofType(all, 'span')).toEqual([
      { type: 'span', kind: 'gc', thread, task: expect.any(String), name: 'minor', startNs: 5e6, endNs: 7e6 },
    ]);
    const counter = { type: 'counter', kind: 'running', lane: laneNamed('main thread · CPU'), thread };
    expect(ofType(all, 'counter')).toEqual([
      { ...counter, startNs: 0, endNs: 2e6, value: 1 },
      { ...counter, startNs: 2e6, endNs: 3e6, value: 0.2345 },
    ]);
  });
});
