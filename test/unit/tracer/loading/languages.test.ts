// What plain Node can't run, runs; and positions are those of the person's own source.

import { mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodes } from '../../../support/nodes.ts';
import { type Bundles, buildBundles, type Outcome, type Program, type Report, run, writeProgram } from './programs.ts';

const repository = join(import.meta.dirname, '../../../..');

let bundles: Bundles;
beforeAll(() => {
  bundles = buildBundles();
});
afterAll(() => bundles.remove());

interface Request {
  readonly files: Program;
  readonly args: readonly string[];
  /** Packages of this repository that the program's workspace has too. */
  readonly packages?: readonly string[];
}

async function runInstrumented(node: string, { files, args, packages = [] }: Request): Promise<Outcome & { readonly report: Report }> {
  const folder = writeProgram(files);
  try {
    for (const name of packages) {
      mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
      symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const { report, stdout, stderr, status } = await run({ node, folder, args, bundles });
    const relative = (text: string): string => text.replaceAll(realpathSync(folder), '<folder>');
    return { status, stdout: relative(stdout), stderr: relative(stderr), report: JSON.parse(relative(JSON.stringify(report))) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const react = `export const createElement = (type, props, ...children) => [type, props, ...children];\nexport const Fragment = 'fragment';\n`;
const runtime = `export const jsx = (type, props) => [type, props];\nexport const jsxs = jsx;\nexport const Fragment = 'fragment';\n`;
const decorated = `const seen: string[] = [];
function log(_target: unknown, context: ClassMethodDecoratorContext): void { seen.push(String(context.name)); }
class Service {
  @log
  async fetch(n: number): Promise<number> { await null; if (n > 1) throw new Error('high'); return n; }
}
const service = new Service();
console.log(seen, await service.fetch(1));
await service.fetch(2).catch((error: Error) => console.log(error.stack?.split('\\n')[1]));
export {};
`;
const legacy = `function log(target: object, key: string): void { console.log(typeof target, key); }
class Service {
  @log
  async fetch(n: number): Promise<number> { await null; return n; }
}
new Service().fetch(1).then(console.log);
`;

describe.each(nodes)('under Node $version', ({ path: node }) => {
  it('runs .tsx and .jsx as entry, imported and required', async () => {
    const { stdout, stderr } = await runInstrumented(node, {
      files: {
        'package.json': '{"type":"module"}',
        'react.mjs': react,
        'a.tsx': `import * as React from './react.mjs';\nimport { B } from './b.jsx';\nenum Size { Big = 2 }\nasync function A(x: number) { await null; return <><B n={x}>text</B><i/></>; }\nconsole.log(JSON.stringify(await A(Size.Big)));\n`,
        'b.jsx': `import * as React from './react.mjs';\nexport async function B() { await null; return <b/>; }\nB.toJSON = () => 'B';\n`,
        'c.cjs': `const { C } = require('./d.jsx'); C().then((x) => console.log(JSON.stringify(x)));\n`,
        'd.jsx': '',
      },
      args: ['a.tsx'],
    });
    expect(stderr).toBe('');
    expect(stdout).toBe('["fragment",null,["B",{"n":2},"text"],["i",null]]\n');
  });

  it('takes the JSX runtime from tsconfig.json', async () => {
    const { stdout, stderr } = await runInstrumented(node, {
      files: {
        'package.json': '{"type":"commonjs"}',
        'tsconfig.json': '{"extends":"./base.json"}',
        'base.json': '{"compilerOptions":{"jsx":"react-jsx","jsxImportSource":"own"}}',
        'node_modules/own/package.json': '{"name":"own","exports":{"./jsx-runtime":"./runtime.mjs"}}',
        'node_modules/own/runtime.mjs': runtime,
        'a.cjs': `require('./b.tsx').B(1).then((x) => console.log(JSON.stringify(x)));\n`,
        'b.tsx': `exports.B = async (n: number) => { await null; return <b n={n}/>; };\n`,
      },
      args: ['a.cjs'],
    });
    expect(stderr.replace(/.*ExperimentalWarning.*\n.*\n/, '')).toBe('');
    expect(stdout).toBe('["b",{"n":1}]\n');
  });

  it('tells the place of an error in .tsx', async () => {
    const { stdout } = await runInstrumented(node, {
      files: {
        'a.tsx': `const React = { createElement: (...all: unknown[]) => all };\nasync function A(x: number) { const e = <p>{x}</p>; await null; throw new Error(String(e.length)); }\nA(1).catch((error) => console.log(error.stack.split('\\n')[1]));\nexport {};\n`,
      },
      args: ['a.tsx'],
    });
    expect(stdout).toBe('    at A (file://<folder>/a.tsx:2:71)\n');
  });

  it.each(['esbuild', 'tsx'])('compiles decorators with the %s of the workspace', async (name) => {
    const { stdout, stderr } = await runInstrumented(node, { files: { 'a.mts': decorated }, args: ['a.mts'], packages: [name] });
    expect(stderr).toBe('');
    expect(stdout).toBe("[ 'fetch' ] 1\n    at Service.fetch (file://<folder>/a.mts:5:74)\n");
  });

  it('honours experimentalDecorators', async () => {
    const { stdout, stderr, report } = await runInstrumented(node, {
      files: { 'a.cts': legacy, 'tsconfig.json': '{"compilerOptions":{"experimentalDecorators":true}}' },
      args: ['a.cts'],
      packages: ['esbuild'],
    });
    expect({ stderr, notes: report.notes }).toEqual({ stderr: '', notes: [] });
    expect(stdout).toBe('object fetch\n1\n');
  });

  it('compiles a file that has decorators and nothing else', async () => {
    const { stdout, stderr } = await runInstrumented(node, {
      files: {
        'a.mts': `const name = (value: unknown, context: ClassDecoratorContext): void => console.log(context.kind, typeof value);\n@name\nclass Empty {}\nexport { Empty };\n`,
      },
      args: ['a.mts'],
      packages: ['esbuild'],
    });
    expect(stderr).toBe('');
    expect(stdout).toBe('class function\n');
  });

  it('says which compiler is missing for decorators, and leaves the error to Node', async () => {
    const { status, report } = await runInstrumented(node, { files: { 'a.mts': decorated }, args: ['a.mts'] });
    expect(status).toBe(1);
    expect(report.notes).toEqual([
      "Decorators in <folder>/a.mts: Node can't run them, and no typescript (below 7), esbuild, tsx or @swc/core was found from <folder>.",
    ]);
  });

  it.each(['a.ts', 'a.mts'])('composes with tsx: %s', async (entry) => {
    const program = `import { b } from './b.ts';\nenum E { X = 1 }\nasync function f(x: number): Promise<number> { await b(x); throw new Error('boom' + E.X); }\nf(1).catch((e: Error) => { console.log(e.stack, f.toString()); return f(2); });\n`;
    const files = { [entry]: program, 'b.ts': 'export async function b(x: number): Promise<number> { await null; return x; }\n' };
    const folder = writeProgram(files);
    for (const name of ['tsx', 'esbuild', '@esbuild', 'get-tsconfig']) {
      mkdirSync(join(folder, 'node_modules'), { recursive: true });
      symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const args = ['--require', './node_modules/tsx/dist/preflight.cjs', '--import', './node_modules/tsx/dist/loader.mjs', entry];
    const plain = await run({ node, folder, args });
    const { report, ...instrumented } = await run({ node, folder, args, bundles });
    rmSync(folder, { recursive: true });
    expect(instrumented).toEqual({ stdout: plain.stdout, stderr: plain.stderr, status: 1 });
    expect(report.sources[0].sites.map(({ name, line, column }) => [name, line, column])).toEqual([
      ['f', 3, 1],
      ['f', 3, 48],
      ['catch', 4, 6],
    ]);
  });

  it('resolves as TypeScript does, after Node has failed', async () => {
    const { stdout, stderr } = await runInstrumented(node, {
      files: {
        'package.json': '{"type":"module"}',
        'tsconfig.json': '{"compilerOptions":{"paths":{"@app/*":["./src/*"],"#one":["./src/b.ts"]}}}',
        'a.ts': `import { b } from './src/b';\nimport { c } from './src/c.js';\nimport { d } from '@app/d.mjs';\nimport { e } from './src';\nimport { b as one } from '#one';\nconst name: string = 'b';\nconst late = await import(\`./src/\${name}\`);\nconsole.log(b, c, d, e, one, late.b);\n`,
        'src/b.ts': 'export const b: number = 1;\n',
        'src/c.ts': 'export const c: number = 2;\n',
        'src/d.mts': 'export const d: number = 3;\n',
        'src/index.ts': `import f from '@app/f.cjs';\nexport const e: number = f.f;\n`,
        'src/f.cts': `const { g } = require('./g/index.cjs');\nconst { h } = require('@app/h.cjs');\nmodule.exports = { f: g + h };\n`,
        'src/g/index.cts': 'exports.g = 40 as number;\n',
        'src/h.cts': 'exports.h = 4 as number;\n',
      },
      args: ['a.ts'],
    });
    expect(stderr.replace(/.*ExperimentalWarning.*\n.*\n/, '')).toBe('');
    expect(stdout).toBe('1 2 3 44 1 1\n');
  });

  it('tells the sites of a compiled file in the sources that its map names', async () => {
    const map = { version: 3, sources: ['../src/one.ts', '../src/two.ts'], names: [], mappings: 'AAGA;ACOA' };
    const { report, stdout } = await runInstrumented(node, {
      files: {
        'dist/a.js': `async function f() { return 1 }\nasync function g() { return 2 }\n//# sourceMappingURL=a.js.map\n`,
        'dist/a.js.map': JSON.stringify(map),
      },
      args: ['dist/a.js'],
    });
    expect(stdout).toBe('');
    expect(report.sources.map(({ path, sites }) => [path, sites.map(({ name, line, column }) => `${name} ${line}:${column}`)])).toEqual([
      ['<folder>/src/one.ts', ['f 4:1']],
      ['<folder>/src/two.ts', ['g 11:1']],
    ]);
  });

  it('instruments a linked package of the workspace, and none of node_modules', async () => {
    const folder = writeProgram({
      'app/a.mjs': `import { p } from 'linked';\nimport { q } from 'installed';\nconsole.log(await p(), await q());\n`,
      'app/node_modules/installed/index.mjs': 'export async function q() { return 2; }\n',
      'app/node_modules/installed/package.json': '{"exports":"./index.mjs"}',
      'linked/index.mjs': 'export async function p() { return 1; }\n',
      'linked/package.json': '{"exports":"./index.mjs"}',
    });
    symlinkSync('../../linked', join(folder, 'app/node_modules/linked'));
    const { stdout, report } = await run({ node, folder, args: ['app/a.mjs'], bundles });
    rmSync(folder, { recursive: true });
    expect(stdout).toBe('1 2\n');
    expect(report.sources.map(({ path }) => path.slice(folder.length)).sort()).toEqual(['/app/a.mjs', '/linked/index.mjs']);
  });
});
