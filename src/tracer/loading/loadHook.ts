// The load hook: which files are instrumented, and what Node is given in their place.

import { readFileSync } from 'node:fs';
import type { LoadFnOutput, LoadHookContext, LoadHookSync } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFormat } from './editCache.ts';
import type { Instrumented, InstrumentRequest } from './instrument.ts';
import { formatOf } from './jsx.ts';

export interface LoadHookOptions {
  /** Names of packages in node_modules that count as the person's own. */
  readonly includeNodeModules: readonly string[];
  /** Never throws. */
  instrument(request: InstrumentRequest): Instrumented | undefined;
  /** Hears of every source of the person's own before its imports are resolved. Never throws. */
  loading(source: string, path: string): void;
}

type Next = Parameters<LoadHookSync>[2];

export function createLoadHook(options: LoadHookOptions): LoadHookSync {
  return (url, context, next) => {
    const path = userPath(url, options.includeNodeModules);
    if (path === undefined) return throughCommonJsLoader(next(url, context));
    if (path.endsWith('x')) return loadJsx(url, path, context, next, options);
    const loaded = next(url, context);
    const source = textOf(loaded.source);
    if (source === undefined || !isScript(loaded.format)) return loaded;
    options.loading(source, path);
    const typescript = loaded.format?.endsWith('typescript') === true;
    const made = options.instrument({ source, path, url, format: sourceFormat(loaded.format), typescript });
    if (made === undefined) return throughCommonJsLoader(loaded);
    const format = made.isCompiled ? compiledFormat(loaded.format, path, source) : loaded.format;
    return throughCommonJsLoader({ ...loaded, format, source: made.code }, loaded.source);
  };
}

/** Node can't load these, except by `require`, which takes any extension for `.js`. */
function loadJsx(url: string, path: string, context: LoadHookContext, next: Next, options: LoadHookOptions): LoadFnOutput {
  let loaded: LoadFnOutput | undefined;
  let failure: unknown;
  try {
    loaded = next(url, context);
  } catch (error) {
    failure = error;
  }
  const source = loaded === undefined ? read(path) : textOf(loaded.source);
  if (source !== undefined) {
    options.loading(source, path);
    const format = loaded?.format === 'module' || loaded?.format === 'commonjs' ? loaded.format : formatOf(path, source);
    const made = options.instrument({ source, path, url, format, typescript: path.endsWith('.tsx') });
    if (made !== undefined) return { format, source: made.code, shortCircuit: true };
  }
  if (loaded === undefined) throw failure;
  return loaded;
}

/**
 * On Node 22 a file that is imported and turns out CommonJS gets a `require` of its own as soon as a hook gives its source.
 * Without hooks it is the CommonJS loader's: this format still sends it there, where it is loaded, and hooked, once more.
 */
function throughCommonJsLoader(loaded: LoadFnOutput, given: LoadFnOutput['source'] = loaded.source): LoadFnOutput {
  const isImported = typeof given !== 'string' && given !== undefined && given !== null;
  return isNode22 && isImported && loaded.format === 'commonjs' ? { ...loaded, format: 'commonjs-sync' } : loaded;
}
const isNode22 = process.versions.node.startsWith('22.');

function userPath(url: string, includeNodeModules: readonly string[]): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  let path: string;
  try {
    path = fileURLToPath(url);
  } catch {
    return undefined;
  }
  if (!/\.[cm]?[jt]s$|\.[jt]sx$/.test(path)) return undefined;
  const inPackages = path.lastIndexOf(`${sep}node_modules${sep}`);
  if (inPackages < 0) return path;
  const within = path.slice(inPackages + 14).replaceAll(sep, '/');
  return includeNodeModules.some((name) => within.startsWith(`${name}/`)) ? path : undefined;
}

function isScript(format: string | null | undefined): boolean {
  return format === undefined || format === null || /^(?:module|commonjs)(?:-typescript)?$|^typescript$/.test(format);
}

function sourceFormat(format: string | null | undefined): SourceFormat {
  if (format?.startsWith('module')) return 'module';
  return format?.startsWith('commonjs') ? 'commonjs' : 'unambiguous';
}

function compiledFormat(format: string | null | undefined, path: string, source: string): 'module' | 'commonjs' {
  const known = sourceFormat(format);
  return known === 'unambiguous' ? formatOf(path, source) : known;
}

function textOf(source: LoadFnOutput['source']): string | undefined {
  if (typeof source === 'string') return source;
  if (source === undefined || source === null) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(source as Uint8Array);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
