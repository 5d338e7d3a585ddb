// Programs that leave the tracer little: a full stack, frozen or replaced intrinsics, Node's restrictions. They run as alone.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { programs, run, runTraced } from './support/runs.ts';

const folder = join(programs, 'hardened');

/** Node 22 takes what any promise hook throws, which on a full stack is its very call, for an uncaught exception. */
const notOnNode22: ReadonlySet<string> = new Set(['recursion.mjs']);

/** What the first line of a program asks for. */
function optionsOf(name: string): readonly string[] {
  return /^\/\/ options: (.*)/.exec(readFileSync(join(folder, name), 'utf8'))?.[1]?.split(' ') ?? [];
}

/** V8 itself reports on a full stack, with the text that it runs, and how often depends on the size of the frames. */
function comparable(name: string, stderr: string): string {
  return name === 'recursion.mjs' ? '' : stderr.replaceAll(/\(node:\d+\)/g, '(node:PID)');
}

describe.each(nodes)('under Node $version', ({ path, version }) => {
  const applicable = readdirSync(folder).filter((name) => version !== '22.18' || !notOnNode22.has(name));
  it.each(applicable)('%s runs as it does alone', async (name) => {
    const words = [...optionsOf(name), name];
    const alone = await run(path, words, { cwd: folder });
    const { stdout, stderr, code } = await runTraced(['--', path, ...words], { node: path, cwd: folder });
    expect({ stdout, stderr: comparable(name, stderr), code }).toEqual({
      stdout: alone.stdout,
      stderr: comparable(name, alone.stderr),
      code: 0,
    });
  });
});
