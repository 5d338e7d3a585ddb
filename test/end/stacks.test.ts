// Whatever tells a program where it is tells the same traced as alone, byte for byte: one program a family of stacks.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { programs, run, runTraced } from './support/runs.ts';

const folder = join(programs, 'stacks');

/**
 * What runs after a timer stands on other frames of Node's when a second timer is due in the same pass: the program's own,
 * by chance, or the tracer's (docs/decisions/0005). Those frames alone are left out, at the bottom of a stack.
 */
function awayFromTimers(text: string): string {
  const chance =
    /(\n {4}at (runNextTicks|listOnTimeout|(process\.)?(processTimers|processTicksAndRejections)) \(node:internal\/[^)]*\))+(?=\n(?! {4}at )|$)/g;
  return text.replace(chance, '');
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(readdirSync(folder))('the stacks of %s are those of plain Node', async (name) => {
    const alone = await run(path, [name], { cwd: folder });
    const traced = await runTraced([name], { node: path, cwd: folder });
    const { trace: _trace, ...ending } = traced;
    expect({ ...ending, stdout: awayFromTimers(ending.stdout) }).toEqual({ ...alone, stdout: awayFromTimers(alone.stdout) });
    expect(alone.stdout).toContain('    at ');
  });
});
