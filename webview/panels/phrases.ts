// Phrases of a detail as DOM: plain text, links into the source, links to other things on the timeline.

import type { Phrase, Selection, SourcePlace } from '../../src/protocol/timelineSource.ts';
import { button, element } from '../dom/element.ts';

export interface Follow {
  select(selection: Selection): void;
  reveal(place: SourcePlace): void;
}

export function phraseNodes(phrases: readonly Phrase[], follow: Follow): Node[] {
  return phrases.map((phrase) => {
    const { source, select } = phrase;
    if (select !== undefined) return button({ class: 'link', 'data-link': 'select' }, () => follow.select(select), phrase.text);
    if (source === undefined) return element('span', {}, phrase.text);
    const title = `${source.file}:${source.line}:${source.column}`;
    return button({ class: 'link', 'data-link': 'source', title }, () => follow.reveal(source), phrase.text);
  });
}
