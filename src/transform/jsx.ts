// JSX out of edited source, and of a `.tsx` its types too: Node does neither.

import { transform as removeWithSucrase } from 'sucrase';
import type { JsxOptions } from '../model/jsxOptions.ts';
import { skipTrivia } from './syntax.ts';

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
  return { code: options.format === 'commonjs' ? requireRuntime(result.code, code) : result.code, map: JSON.stringify(result.sourceMap) };
}

/** What the compiler puts before everything: the file's name, for a development runtime, and the import of the runtime. */
const preamble = /^(#!.*\n)?(const _jsxFileName = "(?:[^"\\]|\\.)*";)?import \{([^}]*)\} from ("[^"]*");/;

/** CommonJS has no `import`, and its directive counts only before everything else. */
function requireRuntime(code: string, source: string): string {
  return code.replace(preamble, (_whole, hashbang = '', fileName = '', names: string, from: string) => {
    const start = skipTrivia(source, hashbang.length);
    const directive = /^['"]use strict['"]/.test(source.slice(start, start + 12)) ? '"use strict";' : '';
    return `${hashbang}${directive}${fileName}const {${names.replaceAll(' as ', ': ')}} = require(${from});`;
  });
}
