// Which files are programs, and where they begin.

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { findEntry } from '../../../src/extension/lenses/findEntry.ts';
import { isPackageTarget } from '../../../src/extension/lenses/packageTargets.ts';

/** The line that it finds, as text. */
const entryOf = (text: string): string | null => {
  const line = findEntry(text);
  return line === null ? null : text.split('\n')[line]!;
};

describe('the entry of a program', () => {
  it.each([
    ['a call at the top level', "import { a } from 'a';\nfunction main() {\n  a();\n}\nmain();\n", 'main();'],
    ['a promise that is let go', 'async function main() {}\nvoid main();\n', 'void main();'],
    ['an await at the top level', 'const x = 1;\nawait go();\n', 'await go();'],
    ['an await that is kept', 'export const x = await go();\n', 'export const x = await go();'],
    ['an exit code', 'process.exitCode = await main();', 'process.exitCode = await main();'],
    ['a loop over what comes', 'for await (const line of lines) {}\n', 'for await (const line of lines) {}'],
    ['a function that is called at once', '(async () => {\n  await x();\n})();\n', '(async () => {'],
    ['a method of what was imported', "import express from 'express';\napp.listen(3000);\n", 'app.listen(3000);'],
    ['a shebang', '#!/usr/bin/env node\nexport const x = 1;\n', '#!/usr/bin/env node'],
  ])('is %s', (_what, text, line) => {
    expect(entryOf(text)).toBe(line);
  });

  it.each(['if (require.main === module) {', 'if (import.meta.main) main();', '} else if (module === require.main) {'])(
    'is %s, although something is called before',
    (guard) => {
      expect(entryOf(`setup();\n${guard}\n`)).toBe(guard);
    },
  );

  it.each([
    ['a module that only defines', 'import x from "x";\nexport function f() {\n  go();\n}\nexport class A {}\nconst y = () => go();\n'],
    ['a comment', '// main();\n/*\nmain();\n*/\nexport {};\n'],
    ['a template', 'export const text = `\nmain();\n`;\n'],
    ['tests', "import { it } from 'vitest';\nsetup();\nit('works', () => {});\n"],
    ['control flow', 'if (x) {\n}\nfor (const a of b) {\n}\nfunction f() {}\n'],
    ['what only looks like a call', "require('x');\nObject.defineProperty(exports, 'a', {});\nprocess.on('exit', () => {});\n"],
    ['nothing', ''],
  ])('is not in %s', (_what, text) => {
    expect(findEntry(text)).toBeNull();
  });

  it('goes on after quotes in comments, and comments in quotes', () => {
    expect(entryOf("// it's `one\nconst url = 'http://x/*';\nmain();\n")).toBe('main();');
  });

  it('is a line of the file or none, whatever stands there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('main();', '`', '/*', '*/', "'", '// x', '  ', '\\`', 'await x', 'export {}')), (lines) => {
        const line = findEntry(lines.join('\n'));
        expect(line === null || (line >= 0 && line < lines.length)).toBe(true);
      }),
    );
  });
});

describe('what a package.json starts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-targets-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'package.json');

  it('are its main, its bins, and the files that its scripts name', () => {
    writeFileSync(
      file,
      JSON.stringify({ main: 'lib/main.js', bin: { a: './a.mjs' }, scripts: { start: 'node --watch "src/the server.ts" x' } }),
    );
    const found = ['lib/main.js', 'a.mjs', 'src/the server.ts', 'other.ts'].filter((name) => isPackageTarget(join(folder, name), folder));
    expect(found).toEqual(['lib/main.js', 'a.mjs', 'src/the server.ts']);
  });

  it('is read again when it has changed, and one that can’t be read starts nothing', () => {
    writeFileSync(file, '{');
    utimesSync(file, 1, 1);
    expect(isPackageTarget(join(folder, 'a.mjs'), folder)).toBe(false);
  });

  it('is looked for no further up than the workspace', () => {
    writeFileSync(file, JSON.stringify({ main: 'inner/main.js' }));
    utimesSync(file, 2, 2);
    mkdirSync(join(folder, 'inner'));
    expect(isPackageTarget(join(folder, 'inner/main.js'), join(folder, 'inner'))).toBe(false);
    expect(isPackageTarget(join(folder, 'inner/main.js'), folder)).toBe(true);
  });
});
