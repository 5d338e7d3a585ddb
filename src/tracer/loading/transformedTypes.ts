// TypeScript under `--experimental-transform-types`: what Node writes anew is edited afterwards, as what any compiler left.
//
// Of edited TypeScript Node would write the edits anew too: the positions of stacks, and the texts of functions, would be theirs.

import Module, { stripTypeScriptTypes } from 'node:module';
import { guarded } from '../patchMethod.ts';
import { isStartedWith } from '../startOptions.ts';
import { withoutWarnings } from './withoutWarnings.ts';

interface CompilingModule {
  _compile(content: string, fileName: string, format: string): unknown;
}

// Taken now: the program may replace it later.
const { _compile: compile } = Module.prototype as unknown as CompilingModule;
let isWarned = false;

/** Whether Node writes TypeScript anew, with source maps. */
export function areTypesTransformed(): boolean {
  return process.features.typescript === 'transform' && !isStartedWith('--no-enable-source-maps');
}

/** @returns what Node makes of it, with its source map; undefined for source that does not parse */
export function transformTypes(source: string, url: string): string | undefined {
  try {
    const transformed = withoutWarnings(() => stripTypeScriptTypes(source, { mode: 'transform', sourceMap: true, sourceUrl: url }));
    if (!isWarned) guarded(letNodeWarn);
    isWarned = true;
    return transformed;
  } catch {
    return undefined;
  }
}

/**
 * Node says once that this is experimental, when it first transforms a file itself, which it may have done to tell a module. Of what does
 * not parse nothing else is left.
 * @throws Error always
 */
function letNodeWarn(): void {
  Reflect.apply(compile, new Module(''), ['<', '', 'commonjs-typescript']);
}
