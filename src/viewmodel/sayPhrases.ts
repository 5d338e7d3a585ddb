// A sentence of phrases in the person's language: its words are translated as one text, its links stand where that language puts them.

import { say } from '../layout/say.ts';
import type { Phrase } from '../protocol/timelineSource.ts';

/** A part of a sentence: a phrase, several, or a plain text. */
type Part = string | Phrase | readonly Phrase[];

/** `sayPhrases('{0} sent {1}', task, message)` */
export function sayPhrases(english: string, ...parts: readonly Part[]): Phrase[] {
  return say(english)
    .split(/(\{\d\})/)
    .flatMap((piece): readonly Phrase[] => {
      const place = /^\{(\d)\}$/.exec(piece);
      if (place === null) return piece === '' ? [] : [{ text: piece }];
      return phrasesOf(parts[Number(place[1])] ?? piece);
    });
}

function phrasesOf(part: Part): readonly Phrase[] {
  if (typeof part === 'string') return [{ text: part }];
  return 'text' in part ? [part] : part;
}
