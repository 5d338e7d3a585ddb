// Node's warning of top-level awaits that never settle shows the program's own lines; code and listeners are as alone.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { programs, run, runTraced } from './support/runs.ts';

const folder = join(programs, 'unsettled');

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(readdirSync(folder))('%s ends as it does alone', async (name) => {
    const alone = await run(path, [name], { cwd: folder });
    const traced = await runTraced([name], { node: path, cwd: folder });
    const { stdout, stderr, code, signal } = traced;
    expect(withoutPids({ stdout, stderr, code, signal })).toEqual(withoutPids(alone));
  });
});

/** Node prefixes its warnings with its process id. */
function withoutPids<Value extends { readonly stderr: string }>(ending: Value): Value {
  return { ...ending, stderr: ending.stderr.replaceAll(/\(node:\d+\)/g, '(node:PID)') };
}
