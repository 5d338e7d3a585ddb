// Replay of async generators, for await, and functions that return promises or throw.

import { describe, expect, it } from 'vitest';
import { replay } from '../../../src/replay/replay.ts';
import { segmentOf, site, testManifest } from '../../support/recordStream.ts';
import { tasksToText } from '../../support/traceToText.ts';

const sites = [
  site('async function', 'use', 1),
  site('for await', 'use', 2),
  site('async generator', 'values', 5),
  site('yield', 'values', 6),
  site('await', 'use', 3),
];

describe('replay', () => {
  it('lets a generator wait to be asked, and who iterates wait for the generator', () => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', sites);
        records.promise(0); // 1: use
        records.enter(1000, 1);
        records.forAwait(2000, 2, 2);
        records.promise(0); // 2: first next()
        records.enter(3000, 3);
        records.suspend(4000, 3, 4, 0);
        records.settle(5000, 2);
        records.promise(2); // 3: what use awaits
        records.resume(7000, 2);
        records.forAwait(8000, 2, 2);
        records.promise(0); // 4: second next()
        records.resumeYield(9000, 3);
        records.exit(10_000, 3);
        records.settle(10_000, 4);
        records.promise(4); // 5
        records.resume(12_000, 2);
        records.exit(13_000, 2);
        records.settle(13_000, 1);
      }),
    ]);
    expect(tasksToText(trace)).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–7 finished
          ran 0–7 depth 0
      machine ▸ app.ts ▸ main thread ▸ use
        use.1: async function 1–13 fulfilled of top level.1
          ran 1–5 depth 1
          ran 7–10 depth 0
          ran 12–13 depth 0
          for await 5–(5)–7 line 2 for values.1 by 0:5 settle values.1
          for await 10–(10)–12 line 2 for values.1 by 0:11 settle values.1
      machine ▸ app.ts ▸ main thread ▸ values
        values.1: async generator 3–10 fulfilled of use.1
          ran 3–4 depth 2
          ran 9–10 depth 1
          yield 4–(9)–9 line 6 by 0:8 wake use.1
      "
    `);
  });

  it('lets a function that returned a promise wait until that one settles, and end as it did', () => {
    const trace = replay(testManifest, [
      segmentOf({}, (records) => {
        records.sourceFile('/app/app.ts', sites);
        records.promise(0);
        records.enter(1000, 1);
        records.promise(0);
        records.enter(2000, 1);
        records.suspend(3000, 3, 5, 0);
        records.returnPromise(2, 2);
        records.exit(4000, 2);
        records.throwing(3);
        records.exit(6000, 3);
        records.settle(6000, 2);
        records.settle(7000, 1);
      }),
    ]);
    expect(tasksToText(trace)).toMatchInlineSnapshot(`
      "machine ▸ app.ts ▸ main thread ▸ top level
        top level.1: root 0–4 finished
          ran 0–4 depth 0
      machine ▸ app.ts ▸ main thread ▸ use
        use.1: async function 1–7 rejected of top level.1
          ran 1–4 depth 1
          await 4–(6)–7 for use.2 by 0:8 settle use.2
        use.2: async function 2–6 rejected of use.1
          ran 2–3 depth 2
          ran 4–6 depth 0
          await 3–(3)–4 line 3 by 0:4 block use.2
      "
    `);
  });
});
