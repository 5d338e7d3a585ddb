// Resolution as TypeScript has it: `paths` of tsconfig.json, `./x.js` meaning x.ts, imports without extension. The entry of this room's bundle.

import { statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { createPathsMatcher, getTsconfig, type TsConfigJsonResolved, type TsConfigResult } from 'get-tsconfig';

/** As TypeScript has it: what ends with an `m` or a `c` is never imported without. */
const extensions = ['.ts', '.tsx', '.js', '.jsx', '.json'];
/** What a compiled file's extension may stand for. */
const sourceExtensions: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/**
 * What Node did not find.
 * @param folder - of the importing file
 * @returns an absolute path of a file, or null
 */
export function resolveAsTypeScript(specifier: string, folder: string): string | null {
  for (const candidate of candidates(specifier, folder)) {
    const file = findFile(candidate);
    if (file !== null) return file;
  }
  return null;
}

/** The compiler options of the nearest tsconfig.json, its `extends` included; empty without one. */
export function compilerOptionsFor(file: string): NonNullable<TsConfigJsonResolved['compilerOptions']> {
  return nearestConfig(join(file, '..')).config?.config.compilerOptions ?? {};
}

function candidates(specifier: string, folder: string): readonly string[] {
  if (/^\.{1,2}(?:\/|$)|^\//.test(specifier)) return [resolve(folder, specifier)];
  return nearestConfig(folder).match?.(specifier) ?? [];
}

interface NearestConfig {
  readonly config: TsConfigResult | null;
  readonly match: ((specifier: string) => string[]) | null;
}
const configs = new Map<string, NearestConfig>();

function nearestConfig(folder: string): NearestConfig {
  const known = configs.get(folder);
  if (known !== undefined) return known;
  const config = getTsconfig(folder);
  const found = { config, match: config === null ? null : createPathsMatcher(config) };
  configs.set(folder, found);
  return found;
}

function findFile(path: string): string | null {
  if (isFile(path)) return path;
  const extension = extname(path);
  const swapped = (sourceExtensions[extension] ?? []).map((source) => path.slice(0, -extension.length) + source);
  const added = extensions.map((ending) => path + ending);
  const indexes = extensions.map((ending) => join(path, `index${ending}`));
  return [...swapped, ...added, ...indexes].find(isFile) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
