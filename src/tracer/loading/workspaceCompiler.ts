// Decorators: no Node runs them, so the compiler that the program's own workspace has must.

import { createRequire } from 'node:module';
import type { Compiled } from './instrument.ts';
import type { CompilerOptions } from './jsx.ts';

interface CompileRequest {
  readonly code: string;
  readonly path: string;
  readonly format: 'module' | 'commonjs';
  readonly options: CompilerOptions;
}

/** The parts of their interfaces that are used. */
interface TypeScript {
  readonly version: string;
  transpileModule?(code: string, request: object): { readonly outputText: string; readonly sourceMapText?: string };
  convertCompilerOptionsFromJson(json: object, folder: string): { readonly options: object };
}
interface Esbuild {
  transformSync(code: string, options: object): { readonly code: string; readonly map: string };
}
interface Swc {
  transformSync(code: string, options: object): { readonly code: string; readonly map?: string };
}

/** @returns undefined when the workspace has no compiler that this file can reach */
export function compileInWorkspace(request: CompileRequest): Compiled | undefined {
  const load = createRequire(request.path);
  return compileWithTypeScript(load, request) ?? compileWithEsbuild(load, request) ?? compileWithSwc(load, request);
}

function compileWithTypeScript(load: NodeJS.Require, { code, path, format, options }: CompileRequest): Compiled | undefined {
  const typescript = attempt(() => load('typescript') as TypeScript);
  if (typescript?.transpileModule === undefined) return undefined;
  const json = {
    ...relevant(options),
    module: format === 'module' ? 'esnext' : 'commonjs',
    sourceMap: true,
    inlineSourceMap: false,
    isolatedModules: true,
  };
  const { outputText, sourceMapText = '' } = typescript.transpileModule(code, {
    fileName: path,
    compilerOptions: typescript.convertCompilerOptionsFromJson(json, '.').options,
  });
  return { code: withoutMapComment(outputText), map: sourceMapText };
}

function compileWithEsbuild(load: NodeJS.Require, { code, path, format, options }: CompileRequest): Compiled | undefined {
  const esbuild =
    attempt(() => load('esbuild') as Esbuild) ?? attempt(() => createRequire(load.resolve('tsx/package.json'))('esbuild') as Esbuild);
  if (esbuild === undefined) return undefined;
  return esbuild.transformSync(code, {
    loader: path.endsWith('x') ? 'tsx' : 'ts',
    sourcefile: path,
    sourcemap: 'external',
    target: `node${process.versions.node}`,
    ...(format === 'commonjs' ? { format: 'cjs' } : {}),
    tsconfigRaw: { compilerOptions: relevant(options) },
  });
}

function compileWithSwc(load: NodeJS.Require, { code, path, format, options }: CompileRequest): Compiled | undefined {
  const swc = attempt(() => load('@swc/core') as Swc);
  if (swc === undefined) return undefined;
  const legacy = options.experimentalDecorators === true;
  const made = swc.transformSync(code, {
    filename: path,
    sourceMaps: true,
    swcrc: false,
    configFile: false,
    module: { type: format === 'module' ? 'es6' : 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true, tsx: path.endsWith('x') },
      transform: {
        legacyDecorator: legacy,
        decoratorMetadata: options.emitDecoratorMetadata === true,
        useDefineForClassFields: options.useDefineForClassFields !== false,
        ...(legacy ? {} : { decoratorVersion: '2022-03' }),
      },
    },
  });
  return { code: made.code, map: made.map ?? '' };
}

/** A target below what Node runs would turn async functions into generators. */
function relevant(options: CompilerOptions): CompilerOptions {
  const {
    jsx,
    jsxFactory,
    jsxFragmentFactory,
    jsxImportSource,
    experimentalDecorators,
    emitDecoratorMetadata,
    target = 'es2022',
  } = options;
  const isOld = /^es(?:3|5|6|201\d|202[01])$/i.test(target);
  const { useDefineForClassFields = !isOld } = options;
  const flags = { experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields, jsxFactory, jsxFragmentFactory, jsxImportSource };
  return { ...flags, jsx: jsx === undefined || jsx === 'preserve' ? 'react' : jsx, target: isOld ? 'es2022' : target };
}

function withoutMapComment(code: string): string {
  return code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

function attempt<T>(load: () => T): T | undefined {
  try {
    return load();
  } catch {
    return undefined;
  }
}
