// Gives the traced program its instrumented source, and keeps its stacks, excerpts and function texts its own.

import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { JsxOptions } from '../../model/jsxOptions.ts';
import type { Site } from '../../model/wire/records.ts';
import type { Disguise } from '../patchMethod.ts';
import type { EnableHook } from '../programHooks.ts';
import { statSync } from '../systemFiles.ts';
import { installCallSites } from './callSites.ts';
import { CompileHook } from './compileHook.ts';
import { cached, type Transform } from './editCache.ts';
import { installFatalExcerpt, type ToldRejections } from './fatalExcerpt.ts';
import { installFunctionText, type Originals } from './functionText.ts';
import { HookFrames } from './hookFrames.ts';
import {
  adopt,
  type Compile,
  type Handover,
  type Instrumented,
  type InstrumentRequest,
  instrument,
  instrumentForThread,
} from './instrument.ts';
import { type CompilerOptions, formatOf, jsxOptions } from './jsx.ts';
import { leavingAsWritten } from './leftAsWritten.ts';
import { LoadedSources } from './loadedSources.ts';
import { createLoadHook, isUserFile } from './loadHook.ts';
import { registerOutermost } from './outermostHooks.ts';
import { loadOwnBundle } from './ownBundle.ts';
import { ImportResolution, installRequireResolution, type ResolveAsTypeScript } from './resolution.ts';
import { UnsettledAwaits } from './unsettledAwaits.ts';
import { installUtilCallSites } from './utilCallSites.ts';
import { compileInWorkspace } from './workspaceCompiler.ts';

export interface LoadingDependencies {
  /** Absolute path of the built transformer; loaded at the first file that is not in the cache. */
  readonly transformer: string;
  /** Absolute path of the built resolver; loaded when Node's own resolution failed, or a tsconfig.json matters. */
  readonly resolver: string;
  /** Absolute folder of the cache of edit lists. */
  readonly cache: string;
  /** Names of packages in node_modules to instrument too. */
  readonly includeNodeModules?: readonly string[];
  /** @returns the first site's id */
  defineSourceFile(path: string, sites: readonly Site[]): number;
  /** What could not be done, for the reader of the trace. */
  note(text: string): void;
  /** Runs work of ours that must not be recorded. */
  quietly<T>(body: () => T): T;
  /** From then on nothing is recorded, until what it returns is called. */
  beQuiet(): () => void;
}

export interface Loading {
  /** A replacement prints as its original. */
  readonly disguise: Disguise;
  readonly unsettled: UnsettledAwaits;
  /** Listeners of the program are about to hear of a rejection that nobody handled. */
  tellRejection(reason: unknown): void;
  /** For source that another thread will evaluate; undefined when there is nothing to do or it does not parse. */
  instrumentForThread(source: string): Handover | undefined;
  /** From now on async hooks are the program's own. */
  watchHooks(enable: EnableHook): void;
  /** Whether any of them is enabled. */
  hasProgramHooks(): boolean;
  /** What the thread that made this one has instrumented for it. Before any file is loaded. */
  adopt(handover: string): void;
}

interface Transformer {
  readonly transform: Transform;
  removeJsx(code: string, options: JsxOptions): { readonly code: string; readonly map: string };
}
interface Resolver {
  readonly resolveAsTypeScript: ResolveAsTypeScript;
  compilerOptionsFor(file: string): CompilerOptions;
}

/** To be called once a thread, before the program's first line. */
export function installLoading(dependencies: LoadingDependencies): Loading {
  const { cache, includeNodeModules = [], note, quietly } = dependencies;
  const files = new LoadedSources();
  const originals: Originals = new WeakMap();
  const disguise: Disguise = (replacement, original) => void originals.set(replacement, originals.get(original) ?? original);
  const transformer = lazily<Transformer>(dependencies.transformer);
  const resolver = lazily<Resolver>(dependencies.resolver);
  const edit = cached((request) => transformer().transform(request), cache, versionOf(dependencies.transformer));
  const transform = leavingAsWritten(edit, note);
  const compile = createCompile(transformer, resolver, note);
  const ours: ReadonlySet<string> = new Set([dependencies.transformer, dependencies.resolver]);
  let isBusy = false;
  const attempt = (request: InstrumentRequest): Instrumented | undefined => {
    // Our own bundles come through the hooks too, and so does what a compiler of the workspace loads.
    if (isBusy || ours.has(request.path)) return undefined;
    isBusy = true;
    try {
      return quietly(() => instrument(request, { ...dependencies, transform, files, compile }));
    } catch (error) {
      // Source that does not parse is Node's to complain of.
      if (!(error instanceof SyntaxError)) note(`Not instrumented: ${request.path}: ${String(error)}`);
      return undefined;
    } finally {
      isBusy = false;
    }
  };
  const resolveAsTypeScript: ResolveAsTypeScript = (specifier, folder) => quietly(() => resolver().resolveAsTypeScript(specifier, folder));
  const imports = new ImportResolution(resolveAsTypeScript);
  const loading = (source: string, path: string): void => {
    if (!isBusy && !ours.has(path)) silently(() => quietly(() => imports.prepareFor(source, path)));
  };

  const compileHook = new CompileHook((source, path) => {
    if (!isUserFile(path, includeNodeModules)) return undefined;
    return attempt({ source, path, url: path, format: 'commonjs', typescript: false, isJavaScript: true })?.code;
  }, disguise);
  const unsettled = new UnsettledAwaits(files, dependencies.beQuiet);
  unsettled.watchHooks(disguise);
  const approaching = (url: string): void => {
    compileHook.loading(url);
    unsettled.loading(url);
  };

  let areSynchronous = false;
  const load = createLoadHook({
    includeNodeModules,
    instrument: attempt,
    approaching,
    loading,
    note,
    areOthers: () => unsettled.isLeftToNode,
    areAsynchronous: () => unsettled.isLeftToNode && !areSynchronous,
  });
  registerOutermost({ load }, disguise, () => {
    areSynchronous = true;
    unsettled.leaveToNode();
  });
  installRequireResolution(resolveAsTypeScript, disguise);
  installFunctionText(files, originals);
  const hookFrames = new HookFrames();
  const ownFile = installCallSites(files, hookFrames, disguise);
  if (ownFile !== undefined) {
    forget(ownFile);
    installUtilCallSites(files, hookFrames, ownFile, disguise);
  }
  const told: ToldRejections = new WeakSet();
  installFatalExcerpt(files, told, disguise);
  return {
    disguise,
    unsettled,
    tellRejection: (reason) => {
      if (typeof reason === 'object' && reason !== null) told.add(reason);
    },
    instrumentForThread: (source) => silently(() => quietly(() => instrumentForThread(source, { transform }))),
    hasProgramHooks: () => hookFrames.areOthers,
    watchHooks: (enable) => hookFrames.watch(disguise, enable),
    adopt: (handover) => adopt(handover, { ...dependencies, files }),
  };
}

function createCompile(transformer: () => Transformer, resolver: () => Resolver, note: (text: string) => void): Compile {
  return (edited, { source, path, format }, decorators) => {
    const isJsx = path.endsWith('x');
    if (!isJsx && !decorators) return undefined;
    const kind = format === 'unambiguous' ? formatOf(path, source) : format;
    const options = silently(() => resolver().compilerOptionsFor(path)) ?? {};
    if (!decorators) return transformer().removeJsx(edited, jsxOptions(path, kind, options));
    const compiled = compileInWorkspace({ code: edited, path, format: kind, options });
    if (compiled === undefined) {
      note(
        `Decorators in ${path}: Node can't run them, and no typescript (below 7), esbuild, tsx or @swc/core was found from ${dirname(path)}.`,
      );
    }
    return compiled;
  };
}

function versionOf(file: string): string {
  const found = silently(() => statSync(file));
  return found === undefined ? '' : `${found.size}-${found.mtimeMs}`;
}

function lazily<T>(bundle: string): () => T {
  let loaded: T | undefined;
  return () => {
    loaded ??= loadOwnBundle(bundle) as T;
    return loaded;
  };
}

/** The program does not see it among its modules, nor where Node has found it. */
function forget(file: string): void {
  Reflect.deleteProperty(createRequire(file).cache, file);
  const { _pathCache: found = {} } = Module as unknown as { readonly _pathCache?: Record<string, string> };
  for (const request of Object.keys(found)) if (found[request] === file) delete found[request];
}

function silently<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
