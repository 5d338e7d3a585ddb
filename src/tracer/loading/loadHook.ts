// The load hook: which files are instrumented, and what Node is given in their place.

import type { LoadFnOutput, LoadHookContext, LoadHookSync } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync } from '../systemFiles.ts';
import type { SourceFormat } from './editCache.ts';
import type { Instrumented, InstrumentRequest } from './instrument.ts';
import { formatOf } from './jsx.ts';
import { areTypesTransformed, transformTypes } from './transformedTypes.ts';

export interface LoadHookOptions {
  /** Names of packages in node_modules that count as the person's own. */
  readonly includeNodeModules: readonly string[];
  /** Never throws. */
  instrument(request: InstrumentRequest): Instrumented | undefined;
  /** Hears of every module before it is loaded. Never throws. */
  approaching(url: string): void;
  /** Hears of every source of the person's own before its imports are resolved. Never throws. */
  loading(source: string, path: string): void;
  /** What could not be done, for the reader of the trace. */
  note(text: string): void;
  /** Whether the program has hooks of its own, whose results are its own affair. */
  areOthers(): boolean;
  /** Whether they are all of those that run in a thread of Node's. */
  areAsynchronous(): boolean;
}

type Next = Parameters<LoadHookSync>[2];

export function createLoadHook(options: LoadHookOptions): LoadHookSync {
  return (url, context, next) => {
    options.approaching(url);
    const path = userPath(url, options.includeNodeModules);
    if (path === undefined) return throughCommonJsLoader(loadNext(url, context, next, options));
    if (path.endsWith('x')) return loadJsx(url, path, context, next, options);
    const loaded = loadNext(url, context, next, options);
    const source = textOf(loaded.source);
    if (source === undefined || !isScript(loaded.format)) return loaded;
    options.loading(source, path);
    const typescript = loaded.format?.endsWith('typescript') === true;
    if (typescript && areTypesTransformed()) return loadTransformed(loaded, source, { path, url }, options);
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
    loaded = loadNext(url, context, next, options);
  } catch (error) {
    failure = error;
  }
  const source = loaded === undefined ? read(path) : textOf(loaded.source);
  if (source !== undefined) {
    options.loading(source, path);
    if (loaded !== undefined && isCompiled(source)) return instrumentCompiled(loaded, source, { path, url }, options);
    const format = loaded?.format === 'module' || loaded?.format === 'commonjs' ? loaded.format : formatOf(path, source);
    const made = options.instrument({ source, path, url, format, typescript: path.endsWith('.tsx') });
    if (made !== undefined) return { format, source: made.code, shortCircuit: true };
  }
  if (loaded === undefined) throw failure;
  return loaded;
}

/** A compiler among the program's own hooks leaves its source map in the text. */
function isCompiled(source: string): boolean {
  return /\n\/\/# sourceMappingURL=data:/.test(source);
}

function instrumentCompiled(
  loaded: LoadFnOutput,
  source: string,
  names: { readonly path: string; readonly url: string },
  options: LoadHookOptions,
): LoadFnOutput {
  const made = options.instrument({ source, ...names, format: sourceFormat(loaded.format), typescript: false, isJavaScript: true });
  return made === undefined ? loaded : { ...loaded, source: made.code };
}

/** What does not parse is Node's to complain of. */
function loadTransformed(
  loaded: LoadFnOutput,
  source: string,
  names: { readonly path: string; readonly url: string },
  options: LoadHookOptions,
): LoadFnOutput {
  if (loaded.format === 'commonjs-typescript' && typeof loaded.source !== 'string') {
    // Its own loader transforms whatever it has by the file's extension, edits too.
    options.note(`Functions of ${names.path} are not recorded: it is CommonJS that is imported under --experimental-transform-types.`);
    return loaded;
  }
  const code = transformTypes(source, names.url);
  if (code === undefined) return loaded;
  // What is only `typescript` the CommonJS loader tells from the text, under any name that it does not know.
  return instrumentCompiled({ ...loaded, format: sourceFormat(loaded.format), source: code }, code, names, options);
}

/**
 * On Node 22 a file that is imported and turns out CommonJS gets a `require` of its own as soon as a hook gives its source.
 * Without hooks it is the CommonJS loader's: this format still sends it there, where it is loaded, and hooked, once more.
 */
function throughCommonJsLoader(loaded: LoadFnOutput, given: LoadFnOutput['source'] = loaded.source): LoadFnOutput {
  const isImported = typeof given !== 'string' && given !== undefined && given !== null;
  return isNode22 && isImported && loaded.format === 'commonjs' ? { ...loaded, format: 'commonjs-sync' } : loaded;
}

/**
 * What Node finds on its own it checks as if a hook had said it, as soon as there are hooks. Hooks of `module.register` may
 * leave CommonJS to its own loader by giving no source, which Node 22 does not let pass; and none knows the format of some
 * files, of which Node complains in other words when a load hook gives it their name.
 */
function loadNext(url: string, context: LoadHookContext, next: Next, options: LoadHookOptions): LoadFnOutput {
  // Because of our hook Node adds it to what it tells theirs.
  if (options.areAsynchronous()) Reflect.deleteProperty(context, 'conditions');
  // What a hook of the program's throws may be anything: what is no error would show ours as the place where it was thrown last.
  if (!isNode22 && options.areOthers()) return next(url, context);
  try {
    return next(url, context);
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null | undefined)?.code !== 'ERR_INVALID_RETURN_PROPERTY_VALUE') throw error;
    const source = isNode22 && url.startsWith('file:') ? read(fileURLToPath(url)) : undefined;
    if (source !== undefined) return { format: 'commonjs-sync', source, shortCircuit: true };
    if (options.areOthers() || !String(error).includes('"format"')) throw error;
    return { format: dataType.exec(url)?.[1] ?? String(context.format), source: '', shortCircuit: true };
  }
}

const dataType = /^data:([^/]+\/[^;,]+)(?:;[^,]*)?,/;

const isNode22 = process.versions.node.startsWith('22.');

function userPath(url: string, includeNodeModules: readonly string[]): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  try {
    const path = fileURLToPath(url);
    return isUserFile(path, includeNodeModules) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a file is the person's own, and JavaScript or TypeScript. */
export function isUserFile(path: string, includeNodeModules: readonly string[]): boolean {
  if (!/\.[cm]?[jt]s$|\.[jt]sx$/.test(path)) return false;
  const inPackages = path.lastIndexOf(`${sep}node_modules${sep}`);
  if (inPackages < 0) return true;
  const within = path.slice(inPackages + 14).replaceAll(sep, '/');
  return includeNodeModules.some((name) => within.startsWith(`${name}/`));
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
