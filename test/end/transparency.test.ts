// Real programs, unchanged, behave traced as they do alone: output, errors and exit code, on every Node that we support.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { traceProblems } from '../support/traceLaws.ts';
import { exportLines, makeFolder, programs, root, run, runTraced } from './support/runs.ts';

interface RealProgram {
  readonly name: string;
  readonly words: readonly string[];
  /** What its trace must hold at least. */
  readonly tasks: readonly string[];
  readonly processes: number;
  readonly threads: number;
  readonly transports: readonly string[];
}

const realPrograms: readonly RealProgram[] = [
  {
    name: 'a pool of the npm package piscina',
    words: ['piscina/main.mjs'],
    tasks: ['submit', 'square', 'load'],
    processes: 1,
    threads: 3,
    transports: ['messagePort'],
  },
  {
    name: 'a fastify server in a child process under autocannon',
    words: ['fastify/main.ts'],
    tasks: ['findItem'],
    processes: 2,
    threads: 2,
    transports: ['ipc', 'http'],
  },
  {
    name: 'an express server in a child process, CommonJS',
    words: ['express/main.cjs'],
    tasks: ['add', 'main'],
    processes: 2,
    threads: 2,
    transports: ['ipc', 'http'],
  },
  {
    name: 'a cluster of two workers',
    words: ['cluster/main.mjs'],
    tasks: ['handle', 'primary'],
    processes: 3,
    threads: 3,
    transports: ['http'],
  },
  {
    name: 'ten thousand async tasks at once',
    words: ['tenThousand.ts'],
    tasks: ['fetchRow', 'handleRow'],
    processes: 1,
    threads: 1,
    transports: [],
  },
];

const namesOf = (lines: readonly Readonly<Record<string, unknown>>[], type: string, key: string): ReadonlySet<unknown> =>
  new Set(lines.filter((line) => line.type === type).map((line) => line[key]));

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(realPrograms)('$name runs as it does alone, and its trace holds it', async (program) => {
    const alone = await run(path, program.words);
    const traced = await runTraced(program.words, { node: path });
    expect({ stdout: traced.stdout, stderr: traced.stderr, code: traced.code, signal: traced.signal }).toEqual(alone);
    expect(alone.code).toBe(0);

    expect(traceProblems(openTrace(traced.trace).trace)).toEqual([]);
    const lines = await exportLines(traced.trace);
    const lanes = lines.filter((line) => line.type === 'lane');
    expect(lanes.filter((lane) => lane.kind === 'process')).toHaveLength(program.processes);
    expect(lanes.filter((lane) => lane.kind === 'thread')).toHaveLength(program.threads);
    expect([...namesOf(lines, 'task', 'name')]).toEqual(expect.arrayContaining([...program.tasks]));
    expect([...namesOf(lines, 'message', 'transport')]).toEqual(expect.arrayContaining([...program.transports]));
  });

  it('a program that only tsx can run (enums, decorators, path aliases) runs as it does under npx tsx', async () => {
    const folder = join(programs, 'decorated');
    const alone = await run(path, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'src/main.ts'], { cwd: folder });
    const traced = await runTraced(['src/main.ts'], { node: path, cwd: folder });
    expect({ stdout: traced.stdout, stderr: traced.stderr, code: traced.code, signal: traced.signal }).toEqual(alone);
    expect(alone.stdout).toContain('total 15');
    expect([...namesOf(await exportLines(traced.trace), 'task', 'name')]).toEqual(expect.arrayContaining(['Runner.run', 'Queue.drain']));
  });

  it('tsx itself can be the command', async () => {
    const folder = join(programs, 'decorated');
    const words = [path, join(root, 'node_modules/tsx/dist/cli.mjs'), 'src/main.ts'];
    const alone = await run(words[0]!, words.slice(1), { cwd: folder });
    const traced = await runTraced(['--', ...words], { node: path, cwd: folder });
    expect({ stdout: traced.stdout, stderr: traced.stderr, code: traced.code, signal: traced.signal }).toEqual(alone);
    expect([...namesOf(await exportLines(traced.trace), 'task', 'name')]).toEqual(expect.arrayContaining(['Runner.run', 'Queue.drain']));
  });

  const failing: readonly (readonly [string, string, string])[] = [
    [
      'throws at once',
      'throws.ts',
      'const word: string = "x";\nfunction fail(): never {\n  throw new TypeError(`bad ${word}`);\n}\nfail();\n',
    ],
    [
      'throws in an async function',
      'throwsLater.mts',
      'async function fail(): Promise<never> {\n  await null;\n  throw new RangeError("later");\n}\nawait fail();\n',
    ],
    ['rejects and nobody listens', 'rejects.cjs', 'async function fail() {\n  await null;\n  throw new Error("nobody");\n}\nfail();\n'],
    ['throws something that is no error', 'throwsText.mjs', 'setTimeout(() => {\n  throw "text";\n}, 1);\n'],
    ['has a syntax error', 'syntax.ts', 'async function f(): Promise<void> {\n  await (;\n}\n'],
    ['imports what is not there', 'imports.mjs', "import './nothing.mjs';\nasync function f() { await 1; }\n"],
    [
      'exits in the middle of a wait',
      'exits.ts',
      'async function f(): Promise<void> {\n  await new Promise((r) => setTimeout(r, 5));\n  process.exit(7);\n}\nawait f();\n',
    ],
    [
      'ends by a signal of its own',
      'signals.cjs',
      'async function f() {\n  await null;\n  process.kill(process.pid, "SIGTERM");\n  await new Promise((r) => setTimeout(r, 1000));\n}\nf();\n',
    ],
    ['never settles', 'never.mjs', 'console.log("before");\nawait new Promise(() => {});\n'],
  ];

  it.each(failing)('a program that %s ends as it does alone, byte for byte', async (_what, name, source) => {
    const folder = makeFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), source);
    const alone = await run(path, [name], { cwd: folder });
    const traced = await runTraced([name], { node: path, cwd: folder });
    expect(withoutPids({ stdout: traced.stdout, stderr: traced.stderr, code: traced.code, signal: traced.signal })).toEqual(
      withoutPids(alone),
    );
  });

  it('a program that is missing is reported by Node itself', async () => {
    const alone = await run(path, ['nowhere.ts']);
    const traced = await runTraced(['nowhere.ts'], { node: path });
    expect({ stderr: traced.stderr, code: traced.code }).toEqual({ stderr: alone.stderr, code: alone.code });
  });
});

/** Node prefixes its warnings with its process id. */
function withoutPids<Value extends { readonly stderr: string }>(ending: Value): Value {
  return { ...ending, stderr: ending.stderr.replaceAll(/\(node:\d+\)/g, '(node:PID)') };
}
