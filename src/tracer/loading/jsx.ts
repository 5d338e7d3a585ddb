// JSX: which options a file is compiled with, and in which format the result runs.

import { dirname, join } from 'node:path';
import type { JsxOptions } from '../../model/jsxOptions.ts';
import { readFileSync } from '../systemFiles.ts';

/** The compiler options of a tsconfig.json that matter here. */
export interface CompilerOptions {
  readonly jsx?: string | undefined;
  readonly jsxFactory?: string | undefined;
  readonly jsxFragmentFactory?: string | undefined;
  readonly jsxImportSource?: string | undefined;
  readonly target?: string | undefined;
  readonly experimentalDecorators?: boolean | undefined;
  readonly emitDecoratorMetadata?: boolean | undefined;
  readonly useDefineForClassFields?: boolean | undefined;
}

/** As TypeScript reads them; without a tsconfig.json the classic runtime, as esbuild has it. */
export function jsxOptions(fileName: string, format: 'module' | 'commonjs', options: CompilerOptions): JsxOptions {
  const { jsx, jsxFactory, jsxFragmentFactory, jsxImportSource } = options;
  return {
    fileName,
    format,
    runtime: jsx?.startsWith('react-jsx') ? 'automatic' : 'classic',
    ...(jsx === 'react-jsxdev' ? { development: true } : {}),
    ...(jsxFactory === undefined ? {} : { pragma: jsxFactory }),
    ...(jsxFragmentFactory === undefined ? {} : { fragmentPragma: jsxFragmentFactory }),
    ...(jsxImportSource === undefined ? {} : { importSource: jsxImportSource }),
  };
}

const moduleSyntax = /^\s*(?:import\b(?!\s*\()|export\b)/m;

/** As Node decides for `.js` and `.ts`: the nearest package.json, else the syntax. */
export function formatOf(path: string, source: string): 'module' | 'commonjs' {
  return packageType(dirname(path)) ?? (moduleSyntax.test(source) ? 'module' : 'commonjs');
}

function packageType(folder: string): 'module' | 'commonjs' | undefined {
  try {
    const { type } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly type?: unknown };
    return type === 'module' || type === 'commonjs' ? type : undefined;
  } catch {
    const parent = dirname(folder);
    return parent === folder ? undefined : packageType(parent);
  }
}
