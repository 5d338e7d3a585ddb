// Whatever tells a program where it is tells the same traced as alone, byte for byte: one program a family of stacks.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { programs, run, runTraced } from './support/runs.ts';

const folder = join(programs, 'stacks');

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(readdirSync(folder))('the stacks of %s are those of plain Node', async (name) => {
    const alone = await run(path, [name], { cwd: folder });
    const traced = await runTraced([name], { node: path, cwd: folder });
    expect({ stdout: traced.stdout, stderr: traced.stderr, code: traced.code, signal: traced.signal }).toEqual(alone);
    expect(alone.stdout).toContain('    at ');
  });
});
