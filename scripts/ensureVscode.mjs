// Installs the VS Code that the tests drive, code-server from npm, once per lock file: no install script runs, no compiler is needed.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { npmEnvironment } from './npmEnvironment.mjs';

const folder = resolve(import.meta.dirname, '../tools/vscode');
const modules = join(folder, 'node_modules');
const workbench = join(modules, 'code-server', 'lib', 'vscode');
const stamp = join(modules, '.installed');

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
}

/** The server's own Node, a package of the lock file, comes first on the PATH. */
function npm(cwd, args) {
  execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...npmEnvironment(), PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Where the server's packages lie; they are all there.
 * Throws an Error with what to do instead when npm can't bring them.
 */
export function ensureVscode() {
  const hash = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return modules;
  try {
    npm(folder, ['ci']);
    // The workbench brings a shrinkwrap of its own, which `npm ci` refuses because some of its packages are missing in it.
    npm(workbench, ['install', '--omit=dev']);
    npm(join(workbench, 'extensions'), ['install', '--omit=dev']);
  } catch (error) {
    throw new Error('The tests need code-server, which npm could not install. Set VSCODE_DESKTOP=stable to use the desktop VS Code.', {
      cause: error,
    });
  }
  writeFileSync(stamp, hash);
  return modules;
}
