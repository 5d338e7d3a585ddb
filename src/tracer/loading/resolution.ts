// Specifiers that only TypeScript and bundlers resolve: asked for only after Node has failed.
//
// Hooks on every resolution would show in the stacks of Node's own errors. So `require` is served where Node looks a file
// up, and the hook for `import` is registered only once a file with such a specifier has been loaded.

import Module, { builtinModules, registerHooks } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Disguise, replaceFunction } from '../patchMethod.ts';
import { statSync } from '../systemFiles.ts';

/** @param folder - of the importing file. @returns an absolute path, or null */
export type ResolveAsTypeScript = (specifier: string, folder: string) => string | null;

export function installRequireResolution(resolveAsTypeScript: ResolveAsTypeScript, disguise: Disguise): void {
  replaceFunction(Module, '_findPath', disguise, (original) => ({
    apply(_target, self: unknown, args: unknown[]) {
      const found: unknown = Reflect.apply(original, self, args);
      if (found !== false) return found;
      const request = args[0];
      const paths = args[1];
      const folder = Array.isArray(paths) ? folderOf(paths[0]) : undefined;
      if (typeof request !== 'string' || folder === undefined || isPackage(folder)) return found;
      return attempt(() => resolveAsTypeScript(request, folder)) ?? found;
    },
  }));
}

/** Node looks for `./x` in the importer's folder, for a package first in the `node_modules` beside it. */
function folderOf(firstPath: unknown): string | undefined {
  if (typeof firstPath !== 'string' || firstPath === '') return undefined;
  const ending = `${sep}node_modules`;
  return firstPath.endsWith(ending) ? firstPath.slice(0, -ending.length) || sep : firstPath;
}

const specifiers = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
const computedImport = /\bimport\s*\(\s*(?:[^\s'"]|['"][^'"\n]*['"]\s*\+)/;

export class ImportResolution {
  readonly #resolve: ResolveAsTypeScript;
  #isRegistered = false;

  constructor(resolveAsTypeScript: ResolveAsTypeScript) {
    this.#resolve = resolveAsTypeScript;
  }

  /** Looks at a file before its imports are resolved. O(source). */
  prepareFor(source: string, path: string): void {
    if (this.#isRegistered || !needsHook(source, path, this.#resolve)) return;
    this.#isRegistered = true;
    registerHooks({
      resolve: (specifier, context, next) => {
        try {
          return next(specifier, context);
        } catch (error) {
          const found = this.#find(specifier, context.parentURL);
          if (found === undefined) throw error;
          return next(pathToFileURL(found).href, context);
        }
      },
    });
  }

  #find(specifier: string, parentUrl: string | undefined): string | undefined {
    if (parentUrl === undefined || !parentUrl.startsWith('file:')) return undefined;
    const folder = dirname(fileURLToPath(parentUrl));
    if (isPackage(folder)) return undefined;
    const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : specifier;
    return attempt(() => this.#resolve(path, folder)) ?? undefined;
  }
}

function needsHook(source: string, path: string, resolveAsTypeScript: ResolveAsTypeScript): boolean {
  const folder = dirname(path);
  if (/\.[cm]?tsx?$/.test(path) && computedImport.test(source)) return true;
  for (const [, , specifier] of source.matchAll(specifiers)) {
    if (nodeFinds(specifier, folder)) continue;
    if (attempt(() => resolveAsTypeScript(specifier, folder))) return true;
  }
  return false;
}

/** A guess that may err only towards false: then the resolver is asked. */
function nodeFinds(specifier: string, folder: string): boolean {
  if (/^\.{0,2}\//.test(specifier)) return isFile(resolve(folder, specifier.replace(/[?#].*$/, '')));
  if (/^[a-z][\w+.-]*:/i.test(specifier) || builtinModules.includes(specifier)) return true;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return nearest(folder, join('node_modules', name)) || !nearest(folder, 'tsconfig.json');
}

function nearest(folder: string, name: string): boolean {
  if (statSync(join(folder, name), { throwIfNoEntry: false }) !== undefined) return true;
  const parent = dirname(folder);
  return parent !== folder && nearest(parent, name);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isPackage(folder: string): boolean {
  return `${folder}${sep}`.includes(`${sep}node_modules${sep}`);
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
