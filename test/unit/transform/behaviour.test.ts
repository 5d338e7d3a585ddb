// Law of the room: an instrumented program prints what it printed.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodes } from '../../support/nodes.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/transform/${name}`, import.meta.url));
const loader = new URL('./loadInstrumented.ts', import.meta.url).href;
// A loader of any kind changes how Node starts a program: the plain one gets an empty one.
const noLoader = 'data:text/javascript,';
const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));

interface Outcome {
  readonly stdout: string;
  readonly code: number | null;
  /** The names of the errors that Node reports. */
  readonly errors: readonly string[];
}

function run(node: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    const child = execFile(node, args, (_error, stdout, stderr) => {
      done({ stdout, code: child.exitCode, errors: stderr.match(/^\w*Error\b/gm) ?? [] });
    });
  });
}

describe.each(nodes)('an instrumented program under Node $version', ({ version, path }) => {
  async function expectSame(name: string, plain: readonly string[]): Promise<Outcome> {
    const [expected, instrumented] = await Promise.all([run(path, ...plain, fixture(name)), run(path, '--import', loader, fixture(name))]);
    expect(instrumented).toEqual(expected);
    return expected;
  }

  it.each(['order.mjs', 'sloppy.cjs'])('prints what %s prints', async (name) => {
    const { stdout, code } = await expectSame(name, ['--import', noLoader]);
    expect([stdout === '', code]).toEqual([false, 0]);
  });

  // V8 knows `using` from Node 24 on.
  const isKnown = version !== '22.18';
  it(isKnown ? 'prints what using.mjs prints' : 'is refused as using.mjs is, whose syntax this Node has not', async () => {
    const { stdout, code, errors } = await expectSame('using.mjs', ['--import', noLoader]);
    expect([stdout === '', code, errors]).toEqual(isKnown ? [false, 0, []] : [true, 1, ['SyntaxError']]);
  });

  it.each(['syntax.ts', 'assignment.cts', 'element.tsx'])('prints what %s prints under tsx', async (name) => {
    const { stdout, code } = await expectSame(name, [tsx]);
    expect([stdout === '', code]).toEqual([false, 0]);
  });
});
