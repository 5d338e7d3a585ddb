// Finds the other Node versions that the tests trace programs with, installing them once into tools/nodes.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npmEnvironment } from './npmEnvironment.mjs';

const folder = resolve(import.meta.dirname, '../tools/nodes');
const majors = [22, 26];

function pathOf(major) {
  const named = process.env[`NODE_${major}`];
  if (named !== undefined && named !== '') return named;
  return join(folder, 'node_modules', `node${major}-${process.platform}-${process.arch}`, 'bin', 'node');
}

function checkMajor(major) {
  const found = execFileSync(pathOf(major), ['--version'], { encoding: 'utf8' }).trim();
  if (!found.startsWith(`v${major}.`)) throw new Error(`NODE_${major} must name a Node ${major}: ${pathOf(major)} is ${found}.`);
}

/**
 * Paths by major version, all of which exist.
 * Throws an Error with what to type when one can't be had.
 */
export function ensureNodes() {
  if (majors.some((major) => !existsSync(pathOf(major)))) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      env: npmEnvironment(),
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  }
  const missing = majors.filter((major) => !existsSync(pathOf(major)));
  if (missing.length > 0) {
    throw new Error(
      `The tests need Node ${missing.join(' and ')} and found none for ${process.platform} ${process.arch}. Set ${missing.map((major) => `NODE_${major}`).join(' and ')} to their paths.`,
    );
  }
  for (const major of majors) checkMajor(major);
  return Object.fromEntries(majors.map((major) => [major, pathOf(major)]));
}
