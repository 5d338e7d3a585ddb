// Phrases of a detail as DOM: plain text, links into the source, links to other things on the timeline.

import type { Phrase, Selection, SourcePlace } from '../../src/protocol/timelineSource.ts';
import { button, element } from '../dom/element.ts';

export interface Follow {
  select(selection: Selection): void;
  reveal(place: SourcePlace): void;
}

export function phraseNodes(phrases: readonly Phrase[], follow: Follow): Node[] {
  return phrases.flatMap((phrase) => {
    const { source, select } = phrase;
    if (select !== undefined)
      return spaced(phrase.text, (text) => button({ class: 'link', 'data-link': 'select' }, () => follow.select(select), text));
    if (source === undefined) return [element('span', {}, phrase.text)];
    const title = `${source.file}:${source.line}:${source.column}`;
    return spaced(phrase.text, (text) => button({ class: 'link', 'data-link': 'source', title }, () => follow.reveal(source), text));
  });
}

/** A button drops the spaces at its ends: they stand around it. */
function spaced(text: string, link: (text: string) => Node): Node[] {
  const inner = text.trim();
  const at = text.indexOf(inner);
  return [element('span', {}, text.slice(0, at)), link(inner), element('span', {}, text.slice(at + inner.length))];
}
