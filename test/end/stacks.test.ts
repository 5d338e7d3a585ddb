// Whatever tells a program where it is tells the same traced as alone, byte for byte: one program a family of stacks.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { type Ending, programs, run, runTraced } from './support/runs.ts';

const folder = join(programs, 'stacks');

/**
 * What runs after a timer stands on other frames of Node's (`runNextTicks`) when a second timer is due in the same pass:
 * the program's own, by chance, or, where it has hooks of its own, the tracer's (docs/decisions/0005). Such a pass is no pass that is compared.
 */
const mostTries = 6;

interface Pair {
  readonly alone: Ending;
  readonly traced: Ending;
}

async function runBoth(name: string, node: string): Promise<Pair> {
  const alone = await run(node, [name], { cwd: folder });
  const { trace: _trace, ...traced } = await runTraced([name], { node, cwd: folder });
  return { alone, traced };
}

function sharesAPass({ alone, traced }: Pair): boolean {
  const count = (text: string): number => text.split('runNextTicks').length;
  return count(alone.stdout) !== count(traced.stdout);
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(readdirSync(folder))('the stacks of %s are those of plain Node', async (name) => {
    let pair = await runBoth(name, path);
    for (let tries = 1; tries < mostTries && sharesAPass(pair); tries++) pair = await runBoth(name, path);
    expect(pair.traced).toEqual(pair.alone);
    expect(pair.alone.stdout).toContain('    at ');
  });
});
