// Replay of timers, ticks, I/O and reactions: callbacks that are tasks of their own.

import { describe, expect, it } from 'vitest';
import type { RecordWriter } from '../../../src/model/wire/recordWriter.ts';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { eventsToText, tasksToText } from '../../support/traceToText.ts';

function tasksOf(write: (records: RecordWriter) => void): string {
  return tasksToText(replay(testManifest, [segmentOf({}, write)]));
}

describe('replay of callbacks', () => {
  it('shows a timer by the call that set it, from its set to its fire', () => {
    const text = tasksOf((records) => {
      records.sourceFile('/app/app.ts', [site('call', 'setTimeout', 3)]);
      records.string('Timeout');
      records.createdAt(1);
      records.asyncInit(1000, 7, 1, 1);
      records.asyncBefore(9000, 7);
      records.asyncAfter(11000, 7);
      records.end(12000, 0, 0);
    });
    expect(text).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–1 finished
          ran 0–1 depth 0
      machine ▸ app.ts ▸ main thread ▸ setTimeout
        setTimeout.1: timer 1–11 finished of top level.1
          ran 9–11 depth 0
          start 1–(…)–9 line 3 by ?
      "
    `);
  });

  it('makes an interval one task with a slice for each run', () => {
    const text = tasksOf((records) => {
      records.sourceFile('/app/app.ts', [site('call', 'setInterval', 3)]);
      records.string('Timeout');
      records.createdAt(1);
      records.asyncInit(1000, 7, 1, 1);
      for (const at of [5000, 9000]) {
        records.asyncBefore(at, 7);
        records.asyncAfter(at + 1000, 7);
      }
      records.asyncCancel(12000, 7);
      records.end(13000, 0, 0);
    });
    expect(text).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–1 finished
          ran 0–1 depth 0
      machine ▸ app.ts ▸ main thread ▸ setInterval
        setInterval.1: interval 1–12 cancelled of top level.1
          ran 5–6 depth 0
          ran 9–10 depth 0
          start 1–(…)–5 line 3 by ?
          next 6–(…)–9 line 3 by ?
          next 10–(…)–12 line 3 by ?
      "
    `);
  });

  it('calls I/O in words, and leaves out handles that never ran', () => {
    const text = tasksOf((records) => {
      for (const type of ['FSREQCALLBACK', 'TCPWRAP', 'GETADDRINFOREQWRAP', 'MyPool']) records.string(type);
      records.asyncInit(1000, 2, 1, 1);
      records.asyncInit(1000, 3, 2, 1);
      records.asyncInit(1000, 4, 3, 1);
      records.asyncInit(1000, 5, 4, 1);
      records.asyncBefore(5000, 2);
      records.asyncBefore(6000, 5);
      records.asyncAfter(7000, 5);
      records.asyncAfter(8000, 2);
    });
    expect(text).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–1 finished
          ran 0–1 depth 0
      machine ▸ app.ts ▸ main thread ▸ fs
        fs.1: io 1–8 finished of top level.1
          ran 5–8 depth 0
          start 1–(…)–5 by ?
      machine ▸ app.ts ▸ main thread ▸ dns lookup
        dns lookup.1: io 1–… pending of top level.1
          start 1–(…)–… by ?
      machine ▸ app.ts ▸ main thread ▸ MyPool
        MyPool.1: io 1–7 finished of top level.1
          ran 6–7 depth 1
          start 1–(…)–6 by ?
      "
    `);
  });

  it('makes a handle one task, however often it calls back', () => {
    const text = tasksOf((records) => {
      records.string('HTTPCLIENTREQUEST');
      records.asyncInit(1000, 2, 1, 1);
      for (const at of [2000, 4000, 6000]) {
        records.asyncBefore(at, 2);
        records.asyncAfter(at + 1000, 2);
      }
      records.end(9000, 0, 0);
    });
    expect(text.match(/http response\.\d+/g)).toEqual(['http response.1']);
    expect(text.match(/ran/g)).toHaveLength(4);
  });

  it('makes a reaction a task when it runs, woken by the settle of what it is derived from', () => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', [site('call', 'then', 4)]);
        records.string('Immediate');
        records.promise(0);
        records.createdAt(1);
        records.promise(1);
        records.asyncInit(1000, 7, 1, 1);
        records.asyncBefore(2000, 7);
        records.settle(3000, 1);
        records.asyncAfter(4000, 7);
        records.reactionStart(5000, 2);
        records.settle(6000, 2);
        records.reactionEnd(6000, 2);
      }),
    ]);
    expect(tasksToText(trace)).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–1 finished
          ran 0–1 depth 0
      machine ▸ app.ts ▸ main thread ▸ setImmediate
        setImmediate.1: immediate 1–4 finished of top level.1
          ran 2–4 depth 0
          start 1–(1)–2 by 0:2 create setImmediate.1
      machine ▸ app.ts ▸ main thread ▸ then
        then.1: promise 0–6 finished of top level.1
          ran 5–6 depth 0
          start 0–(3)–5 line 4 by 0:5 settle setImmediate.1
      "
    `);
    expect(eventsToText(trace)).toMatchInlineSnapshot(`
      "0:1 start top level.1 app.ts
      0:2 create setImmediate.1
      0:3 settle top level.1
      0:4 wake setImmediate.1 ← 0:2 create setImmediate.1
      0:5 settle setImmediate.1
      0:6 settle setImmediate.1
      0:7 wake then.1 ← 0:5 settle setImmediate.1
      0:8 settle then.1 ← 0:5 settle setImmediate.1
      "
    `);
  });

  it('does not take the loader that runs on behalf of the top-level code for tasks', () => {
    const text = tasksOf((records) => {
      records.promise(0);
      records.promise(1);
      records.settle(1000, 1);
      records.reactionStart(2000, 2);
      records.reactionEnd(3000, 2);
      records.mark(4000, 0, 'top-level code');
      records.end(5000, 0, 0);
    });
    expect(text).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–5 finished
          ran 0–5 depth 0
      "
    `);
  });
});
