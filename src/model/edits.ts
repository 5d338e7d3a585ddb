// The edit list: how instrumented source follows from the person's own. Made by the transformer, cached as JSON, applied and mapped back by the tracer.

import type { Site } from './wire/records.ts';

/**
 * At `at` (UTF-16 offset in the original) remove `remove` units and insert `text`; no edit adds or removes a line break.
 * `sites`: indexes into the file's sites; each `\u0000` in `text` stands for the next of them.
 */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly text: string;
  readonly sites?: readonly number[];
}

export interface Instrumentation {
  readonly sites: readonly Site[];
  /** Ordered by `at`; those at the same offset in the order of their texts. */
  readonly edits: readonly Edit[];
}

/** The instrumented source; site `i` becomes the number `firstSite + i`. O(source). */
export function applyEdits(source: string, edits: readonly Edit[], firstSite: number): string {
  let code = '';
  let last = 0;
  for (let index = 0; index < edits.length; index++) {
    const edit = edits[index]!;
    code += source.slice(last, edit.at) + textOf(edit, firstSite);
    last = edit.at + edit.remove;
  }
  return code + source.slice(last);
}

/** An edit's text with its sites' numbers filled in. */
export function textOf(edit: Edit, firstSite: number): string {
  if (edit.sites === undefined) return edit.text;
  const sites = edit.sites;
  let next = 0;
  return edit.text.replaceAll('\u0000', () => String(firstSite + sites[next++]!));
}
