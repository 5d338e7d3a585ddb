// A program prints its aborts and which of them ended which wait: the trace has every such event and edge, and no other.

import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { exportLines, type Line, programs, run, runTraced } from './support/runs.ts';

const folder = `${programs}/synchronization`;

interface Printed {
  readonly abort?: string;
  readonly ended?: string;
  readonly by?: string;
}

/** The names of the aborts, in order, and `hears: first` of every wait that one of them ended. */
function readPrinted(stdout: string): { readonly aborts: readonly string[]; readonly ended: readonly string[] } {
  const lines = stdout.trimEnd().split('\n');
  const printed = lines.map((line) => JSON.parse(line) as Printed);
  return {
    aborts: printed.flatMap(({ abort }) => abort ?? []),
    ended: printed.flatMap(({ ended, by }) => (ended === undefined ? [] : `${ended}: ${by}`)),
  };
}

/** The same of a trace, its aborts named by `names` in their order. */
function endedIn(lines: readonly Line[], functions: ReadonlySet<string>, names: readonly string[]): readonly string[] {
  const events = new Map(lines.filter(({ type }) => type === 'event').map((event) => [event.id, event]));
  const tasks = new Map(lines.filter(({ type }) => type === 'task').map((task) => [task.id, task]));
  const aborts = abortsIn(lines).map(({ id }) => id);
  return lines.flatMap((line) => {
    const name = String(tasks.get(line.task)?.name);
    if (line.type !== 'wait' || !functions.has(name)) return [];
    let event = events.get(line.wokenBy);
    while (event !== undefined && event.kind !== 'abort') event = events.get(event.cause);
    return event === undefined ? [] : [`${name}: ${names[aborts.indexOf(event.id)]}`];
  });
}

function abortsIn(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ type, kind }) => type === 'event' && kind === 'abort').toSorted((a, b) => Number(a.seq) - Number(b.seq));
}

describe.each(nodes)('aborts under Node $version', ({ path }) => {
  it('are events, and each wait that one of them ended leads to it', async () => {
    const traced = await runTraced(['aborts.mjs'], { node: path, cwd: folder });
    expect({ stderr: traced.stderr, code: traced.code }).toEqual({ stderr: '', code: 0 });
    const { aborts, ended } = readPrinted(traced.stdout);
    const lines = await exportLines(traced.trace);
    expect(abortsIn(lines)).toHaveLength(aborts.length);
    const functions = new Set(ended.map((text) => text.replace(/:.*/, '')));
    expect(endedIn(lines, functions, aborts).toSorted()).toEqual(ended.toSorted());
    expect(traceProblems(openTrace(traced.trace).trace)).toEqual([]);
  });

  it('are passed on: the abort that a listener makes has the other as its cause', async () => {
    const traced = await runTraced(['aborts.mjs'], { node: path, cwd: folder });
    const { aborts } = readPrinted(traced.stdout);
    const events = abortsIn(await exportLines(traced.trace));
    const causes = events.map(({ cause }) => aborts[events.findIndex(({ id }) => id === cause)] ?? null);
    expect(causes).toEqual(aborts.map((name) => (name === 'passed on' ? 'in a listener' : null)));
  });

  it('are events at the light level too, and the program is what it is alone', async () => {
    const alone = await run(path, ['aborts.mjs'], { cwd: folder });
    const { trace, ...traced } = await runTraced(['--level', 'light', 'aborts.mjs'], { node: path, cwd: folder });
    expect(traced).toEqual(alone);
    expect(abortsIn(await exportLines(trace))).toHaveLength(readPrinted(alone.stdout).aborts.length);
  });
});
