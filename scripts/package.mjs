// Packs the extension, without network: all that it needs stands in dist/.
//
//   node scripts/package.mjs                     build/trace-concurrency.vsix: every platform, without the native addon
//   node scripts/package.mjs --target linux-x64  build/trace-concurrency-linux-x64.vsix: this platform's, with it

import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installNative } from './buildNative.mjs';
import { ensureNodes } from './ensureNodes.mjs';

/** The package may weigh this much, for every platform alike. */
const mostBytes = 3 * 1024 * 1024;

/** What is packed. The addon only with a target: it runs on no other platform than the one that built it. */
function writeIgnoreFile(target) {
  const file = 'build/vscodeignore';
  copyFileSync('.vscodeignore', file);
  if (target !== undefined) appendFileSync(file, '!dist/native/**\n');
  return file;
}

/** Throws an Error when the addon can't be built, or is another platform's. */
function prepareAddon(target) {
  const here = `${process.platform}-${process.arch}`;
  if (target !== here) throw new Error(`--target ${target} has to be packed on that platform; this is ${here}.`);
  ensureNodes();
  const { reason } = installNative();
  if (reason !== undefined) throw new Error(`The addon for ${target} can't be built: ${reason}.`);
}

const { target } = parseArgs({ options: { target: { type: 'string' } } }).values;
const packed = `build/trace-concurrency${target === undefined ? '' : `-${target}`}.vsix`;
mkdirSync('build', { recursive: true });
if (target !== undefined) prepareAddon(target);
execFileSync(
  process.execPath,
  [
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--no-rewrite-relative-links',
    '--ignoreFile',
    writeIgnoreFile(target),
    ...(target === undefined ? [] : ['--target', target]),
    '-o',
    packed,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
const { size } = statSync(packed);
console.log(`${packed}: ${(size / 1024).toFixed(0)} KiB`);
if (size > mostBytes) throw new Error(`The package weighs ${size} bytes, more than ${mostBytes}.`);
