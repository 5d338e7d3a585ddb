// The tracer leaves no garbage where only a major collection of the program's finds it.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../support/nodes.ts';
import { runsUnder } from './tracedProgram.ts';

/** Prints by how many bytes the old space has grown over many awaits, all that the tracer holds being old itself. */
const awaits = `
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const oldBytes = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space').space_used_size;
const work = async (n) => { await null; return n; };

async function waitOften(rounds) {
  for (let n = 0; n < rounds; n++) await work(n);
}
for (let n = 0; n < 100; n++) {
  await work(n);
  await waitOften(2);
}
for (let n = 0; n < 3; n++) collect();
const before = oldBytes();
for (let n = 0; n < 30_000; n++) {
  await work(n);
  await waitOften(2);
}
console.log(oldBytes() - before);`;

describe.each(nodes)('under Node $version', ({ path }) => {
  const { runTraced } = runsUnder(path);

  it.each(['full', 'light'] as const)('awaits leave nothing in the old space at the %s level', { timeout: 60_000 }, async (level) => {
    const { code, stdout } = await runTraced(awaits, { file: 'program.mjs', level });
    expect(code).toBe(0);
    expect(Number(stdout)).toBeLessThan(500_000);
  });
});
