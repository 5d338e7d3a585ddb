// One program a family of Node's own tests: what it can see of itself, of time and of the runtime is the same traced.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { programs, run, runTraced } from './support/runs.ts';

const folder = join(programs, 'families');

/** What the first line of a program asks for. */
function optionsOf(name: string): readonly string[] {
  return /^\/\/ options: (.*)/.exec(readFileSync(join(folder, name), 'utf8'))?.[1]?.split(' ') ?? [];
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(readdirSync(folder).filter((name) => /\.[cm]?[jt]s$/.test(name)))('%s runs as it does alone', async (name) => {
    const words = [...optionsOf(name), name];
    const alone = await run(path, words, { cwd: folder });
    const { trace: _trace, ...traced } = await runTraced(['--', path, ...words], { node: path, cwd: folder });
    expect(withoutPids(traced)).toEqual(withoutPids(alone));
    expect(alone.stdout).not.toBe('');
  });
});

/** Node prefixes its warnings with its process id, and some with the thread's. */
function withoutPids<Value extends { readonly stderr: string }>(ending: Value): Value {
  return { ...ending, stderr: ending.stderr.replaceAll(/\(node:\d+/g, '(node:PID') };
}
