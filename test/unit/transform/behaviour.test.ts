// Law of the room: an instrumented program prints what it printed.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/transform/${name}`, import.meta.url));
const loader = new URL('./loadInstrumented.ts', import.meta.url).href;
const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));

function run(...args: readonly string[]): string {
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

describe('an instrumented program', () => {
  // A loader of any kind changes how Node starts a program: the plain one gets an empty one.
  it.each(['order.mjs', 'sloppy.cjs', 'using.mjs'])('prints what %s prints', (name) => {
    const plain = run('--import', 'data:text/javascript,', fixture(name));
    expect(plain).not.toBe('');
    expect(run('--import', loader, fixture(name))).toBe(plain);
  });

  it.each(['syntax.ts', 'assignment.cts', 'element.tsx'])('prints what %s prints under tsx', (name) => {
    const compiled = run(tsx, fixture(name));
    expect(compiled).not.toBe('');
    expect(run('--import', loader, fixture(name))).toBe(compiled);
  });
});
