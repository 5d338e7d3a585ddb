// Who woke each await of a real program, against a list written by hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/model/recordedRun.ts';
import { replay } from '../../src/replay/replay.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { wakersAtLine } from '../support/wakerToText.ts';
import { programs, runTraced } from './support/runs.ts';
import { wakersTruth } from './wakersTruth.ts';

const file = join(programs, 'wakers.ts');
const lines = readFileSync(file, 'utf8').split('\n');
const lineOf = (piece: string): number => lines.findIndex((line) => line.includes(piece)) + 1;

describe.each(nodes)('wakers under Node $version', ({ path }) => {
  it('are those of the list', async () => {
    const { trace: traceFile, code, stderr } = await runTraced([file], { node: path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const run = readRun(readFileSync(traceFile));
    const trace = replay(run.manifest, run.threads);
    const found = wakersTruth.map(([piece]) => [piece, wakersAtLine(trace, lineOf(piece))] as const);
    const expected = wakersTruth.map(([piece, truth], index) => {
      const words = found[index]![1];
      return [piece, truth.map((word, at) => (word.split('|').includes(words[at]!) ? words[at]! : word))];
    });
    expect(found).toEqual(expected);
    expect(traceProblems(trace)).toEqual([]);
  });
});
