// Replay of what the light level records: what ran and waited when, and nothing of what woke whom.

import { describe, expect, it } from 'vitest';
import { untold } from '../../../src/model/wire/records.ts';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { traceProblems } from '../../support/traceLaws.ts';
import { eventsToText, tasksToText } from '../../support/traceToText.ts';

const trace = replay({ ...testManifest, level: 'light' }, [
  segmentOf({}, (records) => {
    records.sourceFile('/app/app.ts', [site('async function', 'f', 1), site('await', 'f', 2), site('call', 'setImmediate', 8)]);
    records.string('Immediate');
    records.enter(1_000, 1);
    records.createdAt(3);
    records.asyncInit(2_000, 7, 1, 1);
    records.suspend(3_000, 2, 2, untold);
    records.asyncBefore(5_000, 7);
    records.asyncAfter(6_000, 7);
    records.resume(7_000, 2);
    records.returnPromise(2, 0);
    records.exit(8_000, 2);
    records.end(9_000, 0, 0);
  }),
]);

describe('replay at the light level', () => {
  it('tells slices and waits, and leaves open when and by what a wait became ready', () => {
    expect(tasksToText(trace)).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–3 finished
          ran 0–3 depth 0
      machine ▸ app.ts ▸ main thread ▸ f
        f.1: async function 1–8 finished of top level.1
          ran 1–3 depth 1
          ran 7–8 depth 0
          await 3–(…)–7 line 2 by ?
      machine ▸ app.ts ▸ main thread ▸ setImmediate
        setImmediate.1: immediate 2–6 finished of f.1
          ran 5–6 depth 0
          start 2–(…)–5 line 8 by ?
      "
    `);
    expect([...Array(trace.waits.count).keys()].map((wait) => [trace.waits.readyNs.at(wait), trace.waits.wokenBy[wait]])).toEqual([
      [Number.NaN, -1],
      [Number.NaN, -1],
    ]);
    expect(traceProblems(trace)).toEqual([]);
  });

  it('keeps the edges that need no promises', () => {
    expect(eventsToText(trace)).toMatchInlineSnapshot(`
      "0:1 start top level.1 app.ts
      0:2 create f.1
      0:3 create setImmediate.1
      0:4 block f.1
      0:5 settle top level.1
      0:6 wake setImmediate.1 ← 0:3 create setImmediate.1
      0:7 settle setImmediate.1
      0:8 wake f.1
      0:9 settle f.1
      0:10 exit top level.1 exit code 0
      "
    `);
  });
});
