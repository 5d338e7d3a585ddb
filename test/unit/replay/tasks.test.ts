// Replay of coroutines: slices, waits, who woke whom.

import { describe, expect, it } from 'vitest';
import { traceFromText } from '../../support/traceFromText.ts';
import { eventsToText, tasksToText } from '../../support/traceToText.ts';

describe('replay of coroutines', () => {
  it('nests an async function in its caller until its first await', () => {
    const trace = traceFromText(`
A: enter(f)  await(f)   resume(f)  exit(f)  exit
`);
    expect(tasksToText(trace)).toMatchInlineSnapshot(`
      "machine ▸ A ▸ main thread ▸ top level
        top level.1: root 2.5–24 finished
          ran 2.5–24 depth 0
      machine ▸ A ▸ main thread ▸ f
        f.1: async function 3–35 fulfilled of top level.1
          ran 3–13 depth 1
          ran 24–35 depth 0
          await 13–(13)–24 line 2 by 0:3 block f.1
      "
    `);
    expect(eventsToText(trace)).toMatchInlineSnapshot(`
      "0:1 start top level.1 A
      0:2 create f.1
      0:3 block f.1
      0:4 settle top level.1
      0:5 wake f.1 ← 0:3 block f.1
      0:6 settle f.1
      0:7 exit top level.1 exit code 0
      "
    `);
  });

  it('names the settle that made a wait ready, and leaves the time after it as ready time', () => {
    const trace = traceFromText(`
A: enter(f) enter(g) await(g) await(f,g)  resume(g) exit(g)  resume(f) exit(f) exit
`);
    expect(tasksToText(trace)).toMatchInlineSnapshot(`
      "machine ▸ A ▸ main thread ▸ top level
        top level.1: root 2.5–42 finished
          ran 2.5–42 depth 0
      machine ▸ A ▸ main thread ▸ f
        f.1: async function 3–71 fulfilled of top level.1
          ran 3–30 depth 1
          ran 61–71 depth 0
          await 30–(52)–61 line 2 for g.1 by 0:8 settle g.1
      machine ▸ A ▸ main thread ▸ g
        g.1: async function 12–52 fulfilled of f.1
          ran 12–21 depth 2
          ran 42–52 depth 0
          await 21–(21)–42 line 12 by 0:4 block g.1
      "
    `);
  });

  it('keeps what never resumed as an open wait of a pending task', () => {
    const trace = traceFromText(`
A: enter(f) enter(g) await(g) await(f,g)  exit
`);
    expect(tasksToText(trace)).toMatchInlineSnapshot(`
      "machine ▸ A ▸ main thread ▸ top level
        top level.1: root 2.5–42 finished
          ran 2.5–42 depth 0
      machine ▸ A ▸ main thread ▸ f
        f.1: async function 3–… pending of top level.1
          ran 3–30 depth 1
          await 30–(…)–… line 2 for g.1 by ?
      machine ▸ A ▸ main thread ▸ g
        g.1: async function 12–… pending of f.1
          ran 12–21 depth 2
          await 21–(21)–… line 12 by 0:4 block g.1
      "
    `);
  });
});
