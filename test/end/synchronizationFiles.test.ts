// Files that are watched: each change that a program was told of is a mark with its path.

import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { exportLines, programs, runTraced } from './support/runs.ts';

describe.each(nodes)('under Node $version', ({ path }) => {
  it('a program that watches a file has a mark for each change', async () => {
    const traced = await runTraced(['watches.mjs'], { node: path, cwd: `${programs}/synchronization` });
    expect({ stderr: traced.stderr, code: traced.code }).toEqual({ stderr: '', code: 0 });
    const told = JSON.parse(traced.stdout) as { readonly file: string; readonly event: number; readonly stat: number };
    const marks = (await exportLines(traced.trace)).filter((line) => line.mark === 'fs.watch');
    expect(marks.map(({ name }) => name)).toEqual(Array.from({ length: told.event + told.stat }, () => told.file));
  });
});
