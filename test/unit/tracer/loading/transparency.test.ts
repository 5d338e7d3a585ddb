// Programs behave as under plain Node, to the byte.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodes } from '../../../support/nodes.ts';
import { type Bundles, buildBundles, type Outcome, type RunRequest, run, writeProgram } from './programs.ts';
import { cases } from './transparencyCases.ts';

const emptyHook = join(import.meta.dirname, '../../../fixtures/tracer/emptyLoadHook.cjs');

interface Otherwise {
  readonly does: string;
  expected(plain: PlainRun): Promise<Outcome>;
}

/** What one Node does otherwise, and what is expected of it there. */
const otherwise: Readonly<Record<string, Readonly<Record<string, Otherwise>>>> = {
  '22.18': {
    // Node 22 links CommonJS otherwise as soon as there is any load hook, and explains a missing name less well.
    'a missing name': {
      does: 'as under any load hook',
      expected: ({ args, ...plain }) => runPlain({ ...plain, args: ['--require', emptyHook, ...args] }),
    },
    // Node 22 reads the source again from disk, at the column of the code that ran, out of everybody's reach.
    'an assertion that quotes its source': {
      does: 'but for the quotation, which is of another place',
      async expected(plain) {
        const { stdout, ...rest } = await runPlain(plain);
        expect(stdout).toContain('assert(await is(false))');
        return { ...rest, stdout: stdout.replace('assert(await is(false))', 'f()') };
      },
    },
  },
};

type PlainRun = Pick<RunRequest, 'node' | 'folder' | 'args'>;

async function runPlain(request: PlainRun): Promise<Outcome> {
  const { report: _report, ...outcome } = await run(request);
  return outcome;
}

let bundles: Bundles;
beforeAll(() => {
  bundles = buildBundles();
});
afterAll(() => bundles.remove());

describe.each(nodes)('under Node $version', ({ version, path: node }) => {
  const named = Object.entries(cases).map(([name, program]) => {
    const { does = 'as plain Node does', expected = runPlain } = otherwise[version]?.[name] ?? {};
    return { name, does, expected, ...program };
  });

  it.concurrent.each(named)('runs $name $does', async ({ files, args, expected }) => {
    const folder = writeProgram(files);
    try {
      const outcome = await expected({ node, folder, args });
      for (const pass of ['cold', 'warm']) {
        const { report, ...instrumented } = await run({ node, folder, args, bundles });
        expect({ pass, ...instrumented }).toEqual({ pass, ...outcome });
        expect(report.notes).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
