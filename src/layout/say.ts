// Texts in the person's language: a text's English words are its key, as in the editor's own bundles.

import { formatCount } from './format.ts';
import { writeNumbersAs } from './numberMarks.ts';

/** Translations by their English words. */
export type Texts = Readonly<Record<string, string>>;

let spoken: Texts = {};

/**
 * From here on texts are said by these translations, and numbers written as in their language; what they lack stays English. To be
 * called before anything is said: a page and a worker speak one language from beginning to end.
 *
 * @param language - a BCP 47 tag
 */
export function speak(texts: Texts, language: string): void {
  spoken = texts;
  writeNumbersAs(language);
}

/** Marks words that are said later, where the language is not known yet. */
export function words<Text extends string>(english: Text): Text {
  return english;
}

/** The text in the person's language, `{0}`, `{1}` … filled in. */
export function say(english: string, ...parts: readonly string[]): string {
  return (spoken[english] ?? english).replaceAll(/\{(\d)\}/g, (place, at) => parts[Number(at)] ?? place);
}

/** A number of things: `1 task`, `1,318 tasks`. */
export function sayQuantity(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${say(count === 1 ? one : many)}`;
}
