// A program whose events, queues and streams carry the names of those who wake prints who woke whom: the trace says the same of each wait.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/model/recordedRun.ts';
import { replay } from '../../src/replay/replay.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { wakersOfFunction } from '../support/wakerToText.ts';
import { programs, runTraced } from './support/runs.ts';

interface Printed {
  readonly woken: string;
  readonly by: string;
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it('who emits, dispatches, takes from a queue or makes room in a stream is named by the wait that it ends, and nobody else', async () => {
    const file = join(programs, 'synchronization/dispatch.mjs');
    const { stdout, stderr, code, trace: traceFile } = await runTraced([file], { node: path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    const printed = Map.groupBy(
      lines.map((line) => JSON.parse(line) as Printed),
      ({ woken }) => woken,
    );
    const run = readRun(readFileSync(traceFile));
    const trace = replay(run.manifest, run.threads);
    // Leaving a loop closes its iterator, which is nobody else's doing.
    const found = [...printed.keys()].map((name) => [name, wakersOfFunction(trace, name).filter((by) => by !== 'itself')]);
    expect(found).toEqual([...printed].map(([name, edges]) => [name, edges.map(({ by }) => by)]));
    expect(traceProblems(trace)).toEqual([]);
  });
});
