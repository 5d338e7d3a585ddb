// The card beside the pointer: what it points at, in the words of the detail.

import { say } from '../../src/layout/say.ts';
import type { Detail } from '../../src/protocol/timelineSource.ts';
import { element, replaceChildren } from '../dom/element.ts';

export interface HoverCard {
  readonly element: HTMLElement;
  show(detail: Detail, x: number, y: number): void;
  hide(): void;
}

/** More facts than these stand in the detail, a click away. */
const mostFacts = 5;
const distance = 14;

export function createHoverCard(): HoverCard {
  // The detail speaks for screen readers; the card only follows the pointer.
  const card = element('div', { class: 'card', 'aria-hidden': 'true', hidden: true });
  return {
    element: card,
    show(detail, x, y) {
      const list = element('dl');
      for (const { name, value } of detail.facts.slice(0, mostFacts))
        list.append(element('dt', {}, name), element('dd', {}, value.map(({ text }) => text).join('')));
      replaceChildren(
        card,
        element('div', { class: 'title' }, detail.title),
        element(
          'div',
          { class: 'dim' }, // What only points has not been selected.
          detail.kind.replace(say('selected · {0}', ''), ''),
        ),
        list,
      );
      card.hidden = false;
      const room = card.parentElement!.getBoundingClientRect();
      const left = x + distance + card.offsetWidth > room.width ? x - distance - card.offsetWidth : x + distance;
      const top = y + distance + card.offsetHeight > room.height ? y - distance - card.offsetHeight : y + distance;
      card.style.left = `${Math.max(4, left)}px`;
      card.style.top = `${Math.max(4, top)}px`;
    },
    hide() {
      card.hidden = true;
    },
  };
}
