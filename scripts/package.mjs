// Packs the extension as build/trace-concurrency.vsix, without network: all that it needs stands in dist/.

import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';

export const packedExtension = 'build/trace-concurrency.vsix';

/** The package may weigh this much, for every platform alike. */
const mostBytes = 3 * 1024 * 1024;

mkdirSync('build', { recursive: true });
execFileSync(
  process.execPath,
  [
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--no-rewrite-relative-links',
    '-o',
    packedExtension,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const { size } = statSync(packedExtension);
console.log(`${packedExtension}: ${(size / 1024).toFixed(0)} KiB`);
if (size > mostBytes) throw new Error(`The package weighs ${size} bytes, more than ${mostBytes}.`);
