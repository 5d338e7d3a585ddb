// Test support: what the transform says of a source, in forms that are easy to compare.

import { applyEdits } from '../../../src/model/edits.ts';
import { siteKinds } from '../../../src/model/vocabulary.ts';
import { type Transformed, type TransformRequest, transform } from '../../../src/transform/transform.ts';

type Options = Partial<Omit<TransformRequest, 'source'>>;

const defaults = { fileName: 'program.ts', format: 'module', typescript: true } as const;

export function transformed(source: string, options: Options = {}): Transformed | null {
  return transform({ ...defaults, source, ...options });
}

/** The instrumented source; its first site is 1. */
export function instrument(source: string, options: Options = {}): string {
  const result = transformed(source, options);
  return result === null ? source : applyEdits(source, result.edits, 1);
}

/** Each site as `line:column kind name`. */
export function sitesOf(source: string, options: Options = {}): readonly string[] {
  const sites = transformed(source, options)?.sites ?? [];
  return sites.map(({ kind, name, line, column }) => `${line}:${column} ${siteKinds[kind]} ${name}`);
}
