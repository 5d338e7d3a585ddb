// Whatever a program looks at, it finds what it finds alone, but for what is listed here.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { makeFolder, run, runTraced } from './support/runs.ts';

/** What is known to show, by the beginnings of the paths to it; docs/decisions/0005 tells why. */
const known = [
  'globalThis.__tc$',
  'globalThis.Error.prepareStackTrace',
  'process.__proto__.emit',
  'process._preload_modules', // Node walks along it while it preloads
  'process._fatalException', // in workers
  // Node's own notes: where a module with hooks comes from, and who is called when a child ends.
  'process.mainModule.[kURL]',
  'child._handle.onexit',
  // The class of the standard streams, which are pipes here, has a `write` of its own.
  'stdout.__proto__.write',
];

function linesOf(folder: string, thread: string): readonly string[] {
  return readFileSync(join(folder, thread), 'utf8').split('\n');
}

/** The lines that only one of the two has. */
function differing(alone: readonly string[], traced: readonly string[]): readonly string[] {
  const [ofAlone, ofTraced] = [new Set(alone), new Set(traced)];
  return [
    ...alone.filter((line) => !ofTraced.has(line)).map((line) => `- ${line}`),
    ...traced.filter((line) => !ofAlone.has(line)).map((line) => `+ ${line}`),
  ].filter((line) => !known.some((path) => line.startsWith(path, 2)));
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it('globals, modules and objects of every kind are those of a program that runs alone', async () => {
    const [alone, traced] = [makeFolder(), makeFolder()];
    const words = ['--no-warnings', 'visibleWorld.cjs'];
    expect(await run(path, [...words, alone])).toMatchObject({ code: 0, stderr: '' });
    expect(await runTraced(['--', path, ...words, traced], { node: path })).toMatchObject({ code: 0, stderr: '' });
    for (const thread of ['main', 'worker']) {
      const lines = linesOf(alone, thread);
      expect(lines.length).toBeGreaterThan(20_000);
      expect(differing(lines, linesOf(traced, thread))).toEqual([]);
    }
  });
});
