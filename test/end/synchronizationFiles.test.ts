// Files: what a program was told of those that it watches, and which it has written and read, are marks with their paths.

import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { exportLines, type Line, programs, runTraced } from './support/runs.ts';

const folder = `${programs}/synchronization`;

interface Did {
  readonly thread: string;
  readonly mark: string;
  readonly path: string;
}

/** The marks of each thread, in its order. */
function byThread(marks: readonly Did[]): Readonly<Record<string, readonly string[]>> {
  const groups = Object.groupBy(marks, ({ thread }) => thread);
  return Object.fromEntries(Object.entries(groups).map(([thread, some = []]) => [thread, some.map(({ mark, path }) => `${mark} ${path}`)]));
}

function readDid(stdout: string): readonly Did[] {
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Did);
}

function marksIn(lines: readonly Line[]): readonly Did[] {
  const threads = new Map(lines.filter(({ type }) => type === 'lane').map((lane) => [lane.id, `${lane.pid}.${lane.threadId}`]));
  return lines
    .filter(({ mark }) => mark === 'fs.write' || mark === 'fs.read')
    .toSorted((a, b) => Number(a.seq) - Number(b.seq))
    .map(({ thread, mark, name }) => ({ thread: threads.get(thread)!, mark: String(mark), path: String(name) }));
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it('a program that watches a file has a mark for each change', async () => {
    const traced = await runTraced(['watches.mjs'], { node: path, cwd: folder });
    expect({ stderr: traced.stderr, code: traced.code }).toEqual({ stderr: '', code: 0 });
    const told = JSON.parse(traced.stdout) as { readonly file: string; readonly event: number; readonly stat: number };
    const marks = (await exportLines(traced.trace)).filter((line) => line.mark === 'fs.watch');
    expect(marks.map(({ name }) => name)).toEqual(Array.from({ length: told.event + told.stat }, () => told.file));
  });

  it.each(['full', 'light'])(
    'each file that a thread has written or read is a mark of it at the %s level, and nothing else is',
    async (level) => {
      const traced = await runTraced(['--level', level, 'handOvers.mjs'], { node: path, cwd: folder });
      expect({ stderr: traced.stderr, code: traced.code }).toEqual({ stderr: '', code: 0 });
      const did = readDid(traced.stdout);
      expect(Object.keys(byThread(did))).toHaveLength(3);
      expect(byThread(marksIn(await exportLines(traced.trace)))).toEqual(byThread(did));
    },
  );

  it('a thread has a bounded number of them', async () => {
    const code = "for (let n = 0; n < 12_000; n++) require('node:fs').readFileSync('handOvers.mjs'.replace('mjs', 'txt'), 'utf8')";
    const script = `process.chdir(require('node:fs').mkdtempSync(require('node:os').tmpdir() + '/many-')); require('node:fs').writeFileSync('handOvers.txt', ''); ${code}`;
    const traced = await runTraced(['--', path, '-e', script], { node: path });
    expect({ stderr: traced.stderr, code: traced.code }).toEqual({ stderr: '', code: 0 });
    expect(marksIn(await exportLines(traced.trace))).toHaveLength(10_000);
  });
});
