// Specifiers are resolved as TypeScript resolves them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compilerOptionsFor, resolveAsTypeScript } from '../../../src/resolve/resolve.ts';

const files = {
  'tsconfig.json': '{ "extends": "./base.json", "compilerOptions": { "jsx": "react-jsx" } }',
  'base.json':
    '{ /* comments */ "compilerOptions": { "paths": { "@/*": ["./src/*"], "both": ["./gone.ts", "./src/a.ts"] }, "experimentalDecorators": true } }',
  'src/a.ts': '',
  'src/b.mts': '',
  'src/c.cts': '',
  'src/d.tsx': '',
  'src/e.json': '',
  'src/folder/index.ts': '',
  'src/both.ts': '',
  'src/both/index.ts': '',
  'src/real.js': '',
  'src/real.ts': '',
};

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'resolve-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

it.each([
  ['./a', 'src/a.ts'],
  ['./a.js', 'src/a.ts'],
  ['./b.mjs', 'src/b.mts'],
  ['./c.cjs', 'src/c.cts'],
  ['./d.js', 'src/d.tsx'],
  ['./d.jsx', 'src/d.tsx'],
  ['./e', 'src/e.json'],
  ['./folder', 'src/folder/index.ts'],
  ['./both', 'src/both.ts'],
  ['./real.js', 'src/real.js'],
  ['.', null],
  ['./folder/..', null],
  ['./gone', null],
  ['./b', null],
  ['./c', null],
  ['@/a', 'src/a.ts'],
  ['@/b.mjs', 'src/b.mts'],
  ['both', 'src/a.ts'],
  ['react', null],
])('finds %s', (specifier, expected) => {
  expect(resolveAsTypeScript(specifier, join(root, 'src'))).toBe(expected === null ? null : join(root, expected));
});

it('gives the compiler options with those that are extended', () => {
  expect(compilerOptionsFor(join(root, 'src/a.ts'))).toMatchObject({ jsx: 'react-jsx', experimentalDecorators: true });
});
