// Who ended each wait on locks, queues, aborts, events and streams, and of what combinations consist, against lists written by hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/model/recordedRun.ts';
import { replay } from '../../src/replay/replay.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { wakersAtLine } from '../support/wakerToText.ts';
import { exportLines, type Line, programs, runTraced } from './support/runs.ts';
import { membersTruth, notRecovered, waitsTruth } from './synchronizationWaitsTruth.ts';

const file = join(programs, 'synchronization/waits.ts');
const source = readFileSync(file, 'utf8').split('\n');

function lineOf(piece: string): number {
  const lines = source.flatMap((line, index) => (line.includes(piece) ? [index + 1] : []));
  if (lines.length !== 1) throw new Error(`${lines.length} lines have ${piece}`);
  return lines[0]!;
}

/** `true` where what was found is what is expected: one of several words, or unknown where that is allowed. */
function isRight(found: string, expected: string, piece: string): boolean {
  // How Node calls what hears of a stream's end has changed.
  const name = found.replace(/^(AsyncResource\.bind|stream\.finished)/, 'end of stream');
  return expected.split('|').includes(name) || (found === 'unknown' && notRecovered.includes(piece));
}

interface Combination {
  readonly mode: string;
  readonly members: readonly string[];
  /** Whether the event that woke it is the settle of the member that decided. */
  readonly isByDecider: boolean;
}

/** The wait for several promises at a line. */
function combinationAt(lines: readonly Line[], line: number): Combination | null {
  const tasks = new Map(lines.filter(({ type }) => type === 'task').map((task) => [task.id, task]));
  const events = new Map(lines.filter(({ type }) => type === 'event').map((event) => [event.id, event]));
  const isThere = (wait: Line): boolean => (wait.source as { readonly line: number } | null)?.line === line;
  const wait = lines.find((one) => one.type === 'wait' && one.mode !== undefined && isThere(one));
  if (wait === undefined) return null;
  const members = wait.members as readonly { readonly task: string | null; readonly settledBy: string | null }[];
  const settles = members.flatMap(({ settledBy }) => (settledBy === null ? [] : [events.get(settledBy)!]));
  const isRejected = (settle: Line): boolean => tasks.get(settle.task)?.outcome === 'rejected';
  const counting = wait.mode === 'any' ? settles.filter((settle) => !isRejected(settle)) : settles;
  const bySeq = counting.toSorted((a, b) => Number(a.seq) - Number(b.seq));
  const decider = wait.mode === 'any' || wait.mode === 'race' ? bySeq[0] : bySeq.at(-1);
  return {
    mode: String(wait.mode),
    members: members.map(({ task, settledBy }) => {
      if (task !== null) return String(tasks.get(task)!.name);
      return settledBy !== null && Number(events.get(settledBy)!.timeNs) <= Number(wait.startNs) ? 'value' : 'promise';
    }),
    isByDecider: wait.wokenBy === decider?.id,
  };
}

describe.each(nodes)('waits under Node $version', ({ path }) => {
  it('were ended by those of the list, or it is said to be unknown, and combinations name their members', async () => {
    const { trace: traceFile, code, stderr } = await runTraced([file], { node: path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const run = readRun(readFileSync(traceFile));
    const trace = replay(run.manifest, run.threads);
    const wrong = waitsTruth.flatMap(([piece, truth]) => {
      const found = wakersAtLine(trace, lineOf(piece));
      const isSame = found.length === truth.length && truth.every((expected, index) => isRight(found[index]!, expected, piece));
      return isSame ? [] : [{ piece, found, truth }];
    });
    expect(wrong).toEqual([]);
    expect(traceProblems(trace)).toEqual([]);
    const lines = await exportLines(traceFile);
    expect(membersTruth.map(([piece]) => [piece, combinationAt(lines, lineOf(piece))])).toEqual(
      membersTruth.map(([piece, mode, members]) => [piece, { mode, members, isByDecider: true }]),
    );
  });
});
