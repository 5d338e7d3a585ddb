// The light level: the same lanes, messages and program, and nothing of what woke whom.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { exportLines, type Line, makeFolder, run, runTraced } from './support/runs.ts';

const light = ['--level', 'light'] as const;

/** Programs, unchanged, of every kind; each with what its trace must hold at least. */
const realPrograms: readonly (readonly [words: readonly string[], tasks: readonly string[], transports: readonly string[]])[] = [
  [['piscina/main.mjs'], ['submit', 'square', 'load'], ['messagePort']],
  [['fastify/main.ts'], ['findItem'], ['ipc', 'http']],
  [['cluster/main.mjs'], ['handle', 'primary'], ['http']],
  [['tenThousand.ts'], ['fetchRow', 'handleRow'], []],
];

const endings: readonly (readonly [how: string, source: string])[] = [
  ['an error of an async function', 'async function f(): Promise<void> {\n  await null;\n  throw new Error("late");\n}\nawait f();\n'],
  ['a stack of its own', 'async function f(): Promise<void> {\n  await null;\n  console.log(new Error("here").stack);\n}\nawait f();\n'],
  ['a promise that nothing settles', 'console.log(1);\nawait new Promise(() => {});\n'],
  ['an exit in the middle', 'setTimeout(() => process.exit(7), 5);\nawait new Promise(() => {});\n'],
];

const valuesOf = (lines: readonly Line[], type: string, key: string): ReadonlySet<unknown> =>
  new Set(lines.filter((line) => line.type === type).map((line) => line[key]));

describe.each(nodes)('at the light level under Node $version', ({ path }) => {
  it.each(realPrograms)('%j runs as it does alone, and its trace holds it', async (words, tasks, transports) => {
    const alone = await run(path, words);
    const traced = await runTraced([...light, ...words], { node: path });
    expect({ stdout: traced.stdout, stderr: traced.stderr, code: traced.code, signal: traced.signal }).toEqual(alone);

    expect(traceProblems(openTrace(traced.trace).trace)).toEqual([]);
    const lines = await exportLines(traced.trace);
    expect([...valuesOf(lines, 'trace', 'level')]).toEqual(['light']);
    expect([...valuesOf(lines, 'task', 'name')]).toEqual(expect.arrayContaining([...tasks]));
    expect([...valuesOf(lines, 'message', 'transport')]).toEqual(expect.arrayContaining([...transports]));
    // A thread that slept in Atomics.wait tells itself what woke it.
    const waits = lines.filter((line) => line.reason !== 'Atomics.wait');
    expect([...valuesOf(waits, 'wait', 'readyNs')]).toEqual([null]);
    expect([...valuesOf(waits, 'wait', 'wokenBy')]).toEqual([null]);
    // What sleeps in a reaction needs a task that sleeps.
    const told = lines.filter((line) => line.name !== 'untold reaction');
    expect([...valuesOf(told, 'task', 'kind')]).not.toContain('promise');
  });

  it('ticks are told of where the person asked for them, and no others once a callback has run', async () => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'ticks.mjs'),
      `import { PassThrough } from 'node:stream';
      setTimeout(() => {
        new PassThrough().on('end', () => process.nextTick(() => {})).resume().end('x');
      }, 1);`,
    );
    const lines = await exportLines((await runTraced([...light, 'ticks.mjs'], { node: path, cwd: folder })).trace);
    const timer = lines.find((line) => line.type === 'task' && line.kind === 'timer');
    const ticks = lines.filter((line) => line.type === 'task' && line.kind === 'tick' && Number(line.createdNs) > Number(timer?.createdNs));
    expect(ticks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(['process.nextTick finished']);
  });

  it.each(endings)('a program that ends by %s ends so', async (_how, source) => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'program.mts'), source);
    const alone = await run(path, ['program.mts'], { cwd: folder });
    const { trace: _trace, ...traced } = await runTraced([...light, 'program.mts'], { node: path, cwd: folder });
    expect(traced).toEqual(alone);
  });
});
