// The edits and sites of one file while it is walked.

import type { Edit, Instrumentation } from '../model/edits.ts';
import { codeOf, type SiteKind, siteKinds } from '../model/vocabulary.ts';
import type { Site } from '../model/wire/records.ts';

interface Position {
  readonly loc: { readonly start: { readonly line: number; readonly column: number } };
}

/** Collects edits in any order of offsets; at one offset the order of the calls is the order of the texts. */
export class EditList {
  readonly #source: string;
  readonly #edits: Edit[] = [];
  readonly #sites: Site[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** A place of the source; the result is its index, for a `\u0000` of {@link insert}. */
  site(kind: SiteKind, name: string, at: Position): number {
    const { line, column } = at.loc.start;
    return this.#sites.push({ kind: codeOf(siteKinds, kind), name, line, column: column + 1 }) - 1;
  }

  insert(at: number, text: string, ...sites: readonly number[]): void {
    // Minified source has `await(0,f)()` and `return[x]`: what comes in must not grow together with the keyword.
    const apart = /^[\w$]/.test(text) && /[\w$]/.test(this.#source.charAt(at - 1)) ? ` ${text}` : text;
    this.#edits.push(sites.length === 0 ? { at, remove: 0, text: apart } : { at, remove: 0, text: apart, sites });
  }

  /** Replaces what is between two offsets, except its line breaks: they stay, after `text`. */
  replace(start: number, end: number, text: string): void {
    let rest = text;
    for (const line of this.#source.slice(start, end).matchAll(/[^\n\r\u2028\u2029]+/g)) {
      this.#edits.push({ at: start + line.index, remove: line[0].length, text: rest });
      rest = '';
    }
    if (rest !== '') this.insert(start, rest);
  }

  /** Ordered by offset, one edit an offset. */
  finish(): Instrumentation {
    const edits: Edit[] = [];
    for (const edit of this.#edits.sort((a, b) => a.at - b.at)) {
      const last = edits.at(-1);
      if (last?.at === edit.at) edits[edits.length - 1] = joined(last, edit);
      else edits.push(edit);
    }
    return { sites: this.#sites, edits };
  }
}

function joined(first: Edit, second: Edit): Edit {
  const edit = { at: first.at, remove: Math.max(first.remove, second.remove), text: first.text + second.text };
  const sites = [...(first.sites ?? []), ...(second.sites ?? [])];
  return sites.length === 0 ? edit : { ...edit, sites };
}

/** The same identifier or string literal in ASCII: other characters as code point escapes. */
export function ascii(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
