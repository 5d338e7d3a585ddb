// JSX out of edited source, and of a `.tsx` its types too: Node does neither.

import { transform as removeWithSucrase } from 'sucrase';

export interface JsxOptions {
  readonly fileName: string;
  readonly format: 'module' | 'commonjs';
  /** From the `jsx` of tsconfig.json: `react-jsx` and `react-jsxdev` are automatic. */
  readonly runtime: 'classic' | 'automatic';
  readonly development?: boolean;
  /** Of the classic runtime: what an element and a fragment become. */
  readonly pragma?: string;
  readonly fragmentPragma?: string;
  /** Of the automatic runtime: the package whose `jsx-runtime` is imported. */
  readonly importSource?: string;
}

export interface JsxRemoved {
  readonly code: string;
  /** A source map, version 3: from `code` to what was given. */
  readonly map: string;
}

/**
 * Keeps every line; columns move, as the map says.
 * @throws SyntaxError when it does not parse
 */
export function removeJsx(code: string, options: JsxOptions): JsxRemoved {
  const { fileName, runtime, development, pragma, fragmentPragma, importSource } = options;
  const result = removeWithSucrase(code, {
    transforms: fileName.endsWith('.tsx') ? ['jsx', 'typescript'] : ['jsx'],
    filePath: fileName,
    sourceMapOptions: { compiledFilename: fileName },
    disableESTransforms: true,
    production: development !== true,
    jsxRuntime: runtime,
    ...(pragma === undefined ? {} : { jsxPragma: pragma }),
    ...(fragmentPragma === undefined ? {} : { jsxFragmentPragma: fragmentPragma }),
    ...(importSource === undefined ? {} : { jsxImportSource: importSource }),
  });
  return { code: options.format === 'commonjs' ? requireRuntime(result.code) : result.code, map: JSON.stringify(result.sourceMap) };
}

/** What the compiler puts before the first line is an `import`, which CommonJS does not have. */
function requireRuntime(code: string): string {
  return code.replace(
    /^((?:#!.*\n)?(?:['"]use strict['"];?\s*)?)import \{([^}]*)\} from ("[^"]*");/,
    (_whole, head: string, names: string, from: string) => {
      return `${head}const {${names.replace(/ as /g, ': ')}} = require(${from});`;
    },
  );
}
