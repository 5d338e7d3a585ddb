// A program that looks at everything which is watched for synchronisation prints the same with and without the tracer.

import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { programs, run, runTraced } from './support/runs.ts';

describe.each(nodes)('under Node $version', ({ path }) => {
  it('a program sees nothing of what watches its waits', async () => {
    const cwd = `${programs}/synchronization`;
    const plain = await run(path, ['unseen.mjs'], { cwd });
    expect(plain.code).toBe(0);
    const { trace: _, ...traced } = await runTraced(['unseen.mjs'], { node: path, cwd });
    expect(traced).toEqual(plain);
  });
});
