// Programs behave as under plain Node, to the byte.

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundles, buildBundles, nodes, nodeVersion, run, writeProgram } from './programs.ts';
import { cases } from './transparencyCases.ts';

/** Where Node 22 itself behaves otherwise as soon as any load hook is registered, or reads the source again from disk. */
const notOnNode22: ReadonlySet<string> = new Set(['a missing name', 'an assertion that quotes its source']);

let bundles: Bundles;
beforeAll(() => {
  bundles = buildBundles();
});
afterAll(() => bundles.remove());

describe.each(nodes.map((node) => [nodeVersion(node), node]))('on Node %s', (version, node) => {
  const applicable = Object.entries(cases).filter(([name]) => !version.startsWith('v22.') || !notOnNode22.has(name));
  it.concurrent.each(applicable)('runs %s as plain Node does', async (_name, { files, args }) => {
    const folder = writeProgram(files);
    try {
      const plain = run({ node, folder, args });
      for (const pass of ['cold', 'warm']) {
        const { report, ...instrumented } = run({ node, folder, args, bundles });
        expect({ pass, ...instrumented }).toEqual({ pass, stdout: plain.stdout, stderr: plain.stderr, status: plain.status });
        expect(report.notes).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
