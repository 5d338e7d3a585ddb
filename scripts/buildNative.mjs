// Builds the addon of the mapped recording into build/native, where there is a C compiler; without one the product goes without.
//
// It uses N-API only: one build serves every Node of its platform, so any Node's headers will do.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src/native/mapping.c');
const folder = join(root, 'build/native');

/** The addon's file name for this platform, which the tracer looks for beside the preload, in `native/`. */
const addonName = `mapping-${process.platform}-${process.arch}.node`;

const testedNodes = [process.env.NODE_22, process.env.NODE_26].filter((path) => path !== undefined);

/** Folders that may hold node_api.h: beside the Node that runs this, then those of the Nodes that the tests use, given or brought. */
const headerFolders = [
  ...[process.execPath, ...testedNodes].map((path) => join(dirname(path), '../include/node')),
  ...[22, 26].map((major) => join(root, `tools/nodes/node_modules/node${major}-${process.platform}-${process.arch}/include/node`)),
];

function findCompiler() {
  const named = process.env.CC;
  return [...(named ? [named] : []), 'cc', 'gcc', 'clang'].find((compiler) => spawnSync(compiler, ['--version']).status === 0);
}

function compile(compiler, headers, file) {
  const shared = process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared', '-s'];
  const options = ['-O2', '-Wall', '-Wextra', '-Werror', '-fPIC', '-fvisibility=hidden', ...shared, `-I${headers}`];
  const part = `${file}.${process.pid}.part`;
  const { status, stderr } = spawnSync(compiler, [...options, source, '-o', part], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${compiler} could not build ${source}:\n${stderr}`);
  renameSync(part, file);
}

/**
 * Returns `{ file }`, the addon's path, or `{ reason }`, why there is none. Builds only what has changed.
 * Throws an Error when the compiler refuses the source.
 */
function buildNative() {
  if (!['linux', 'darwin'].includes(process.platform)) return { reason: `${process.platform} has no mapped recording` };
  if (!['x64', 'arm64'].includes(process.arch)) return { reason: `${process.arch} has no mapped recording` };
  const file = join(folder, addonName);
  const stamp = `${file}.sha256`;
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex');
  if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return { file };
  const headers = headerFolders.find((candidate) => existsSync(join(candidate, 'node_api.h')));
  if (headers === undefined) return { reason: 'there is no node_api.h: npm test brings one' };
  const compiler = findCompiler();
  if (compiler === undefined) return { reason: 'there is no C compiler' };
  mkdirSync(folder, { recursive: true });
  compile(compiler, headers, file);
  writeFileSync(stamp, hash);
  return { file };
}

/** Builds the addon and puts it where the built tracer looks for it. Returns and throws as {@link buildNative}. */
export function installNative() {
  const built = buildNative();
  if (built.file === undefined) return built;
  mkdirSync(join(root, 'dist/native'), { recursive: true });
  copyFileSync(built.file, join(root, 'dist/native', addonName));
  return built;
}
