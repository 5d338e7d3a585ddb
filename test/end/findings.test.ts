// What is found in real programs: each line of theirs that says `finds:` is named, and nothing else, whatever Node it is.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/analysis/finding.ts';
import { findAll } from '../../src/analysis/findings.ts';
import { openTrace } from '../../src/host/openTrace.ts';
import { nodes } from '../support/nodes.ts';
import { programs, runTraced } from './support/runs.ts';

const folder = join(programs, 'findings');

const isStall = (words: string): boolean => words.includes(': stall ');
const inWords = ({ kind, name, place }: Finding): string => `${place?.line}: ${kind} ${name}`;

/** `7: neverSettled lock ×1`: the line of each finding that a program's comments promise. */
function promisedIn(program: string): readonly string[] {
  const lines = readFileSync(join(folder, program), 'utf8').split('\n');
  return lines.flatMap(
    (line, at) =>
      /\/\/ finds: (.*)$/
        .exec(line)
        ?.slice(1)
        .map((words) => `${at + 1}: ${words}`) ?? [],
  );
}

describe.each(nodes)('under Node $version', ({ path }) => {
  it.each(readdirSync(folder))('%s', async (program) => {
    const { trace } = await runTraced([program], { node: path, cwd: folder });
    const findings = findAll(openTrace(trace).trace);
    const promised = promisedIn(program);
    // A busy machine holds up turns as well: of stalls there may be others, and more.
    expect(findings.map(inWords)).toEqual(expect.arrayContaining(promised.filter(isStall)));
    const others = findings.filter(({ kind }) => kind !== 'stall').map((finding) => `${inWords(finding)} ×${finding.count}`);
    expect(others.toSorted()).toEqual(promised.filter((words) => !isStall(words)).toSorted());
  });
});
