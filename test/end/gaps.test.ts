// What can't be traced wholly runs unharmed, and its trace says what is missing: the permission model, vm contexts, process.execve, coverage, options in files.

import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { type Ending, exportLines, programs, run, runTraced, type TracedEnding } from './support/runs.ts';

interface Pair {
  readonly alone: Ending;
  readonly traced: TracedEnding;
}

async function runBoth(node: string, words: readonly string[], ours: readonly string[] = []): Promise<Pair> {
  const options = { cwd: programs };
  return { alone: await run(node, words, options), traced: await runTraced([...ours, '--', node, ...words], { node, ...options }) };
}

function expectUnharmed({ alone, traced: { trace: _trace, ...ending } }: Pair): void {
  const comparable = (text: Ending): Ending => ({ ...text, stderr: text.stderr.replaceAll(/\(node:\d+\)/g, '(node:PID)') });
  expect(comparable(ending)).toEqual(comparable(alone));
  expect(alone.code).toBe(0);
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each([
    ['code given as a word', ['--permission', '-e', 'console.log(process.permission.has("fs.read"))']],
    ['a file that may write nothing', ['--permission', '--allow-fs-read=*', 'hardened/permission.mjs']],
  ])('under --permission %s runs, and the trace is one of nothing', async (_what, words) => {
    const pair = await runBoth(path, words);
    expectUnharmed(pair);
    expect(openTrace(pair.traced.trace).trace.threads).toHaveLength(0);
    const { stdout } = await run(process.execPath, ['../../dist/cli.cjs', 'info', pair.traced.trace]);
    expect(stdout).toContain('Nothing was recorded of');
  });

  it('functions inside a vm context run; the trace has them without a name, and those outside with theirs', async () => {
    const pair = await runBoth(path, ['gaps/vmContext.mjs']);
    expectUnharmed(pair);
    const names = (await exportLines(pair.traced.trace)).filter(({ type }) => type === 'task').map(({ name }) => name);
    expect(names).toContain('outside');
    expect(names).not.toContain('inside');
  });

  it('while coverage is taken files run as they are written; the trace has no names of them, and says why', async () => {
    const pair = await runBoth(path, ['--experimental-test-coverage', 'families/parts/covered.ts']);
    expectUnharmed(pair);
    const lines = await exportLines(pair.traced.trace);
    expect(lines.filter(({ type }) => type === 'task').map(({ name }) => name)).not.toContain('half');
    expect(lines.find(({ type }) => type === 'trace')?.gaps).toEqual([expect.stringContaining('while coverage is taken')]);
  });

  it.each([
    ['nodeOptions in a configuration file', '--experimental-config-file=gaps/node.config.json', 'gaps/options.cjs'],
    ['NODE_OPTIONS in an --env-file', '--no-deprecation', 'families/optionsBehindShell.cjs'],
  ])('%s did not count, and the trace says so', async (what, ...words) => {
    const pair = await runBoth(path, words);
    expectUnharmed(pair);
    const lines = await exportLines(pair.traced.trace);
    expect(lines.find(({ type }) => type === 'trace')?.gaps).toEqual([expect.stringContaining(`${what} did not count`)]);
  });

  it('process.execve replaces the program; the trace has both, and says that the first one lost its end', async () => {
    // Of what is mapped, nothing is lost.
    const pair = await runBoth(path, ['--no-warnings', 'gaps/execve.mjs'], ['--recording', 'buffered']);
    expectUnharmed(pair);
    const { trace } = openTrace(pair.traced.trace);
    expect(trace.threads).toHaveLength(2);
    const { stdout } = await run(process.execPath, ['../../dist/cli.cjs', 'info', pair.traced.trace]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('ended without closing its records');
  });
});
