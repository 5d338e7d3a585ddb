// The detail of the selection: facts, the story or why it waited, the vector clock.

import { formatCount } from '../../src/layout/format.ts';
import { say } from '../../src/layout/say.ts';
import type { Detail } from '../../src/protocol/timelineSource.ts';
import { button, element, replaceChildren } from '../dom/element.ts';
import { icon } from '../dom/icons.ts';
import { sayNodes } from '../dom/sayNodes.ts';
import { type Follow, phraseNodes } from './phrases.ts';

/** Shows a detail, or with null how to select something. */
export function showDetail(panel: HTMLElement, detail: Detail | null, follow: Follow, copy: (text: string) => void): void {
  if (detail === null) {
    replaceChildren(panel, invitation());
    return;
  }
  replaceChildren(panel, element('div', { class: 'detail' }, facts(detail, follow, copy), story(detail, follow), clock(detail)));
  panel.scrollTop = 0;
}

function invitation(): HTMLElement {
  return element(
    'p',
    { class: 'invite' },
    ...sayNodes(
      'Click a slice, a wait, an arrow or a diamond to see what it is and why. Or press {0} to search by name, {1} to walk the timeline, {2} for all keys.',
      element('kbd', {}, '/'),
      element('kbd', {}, '↓'),
      element('kbd', {}, '?'),
    ),
  );
}

function facts(detail: Detail, follow: Follow, copy: (text: string) => void): HTMLElement {
  const list = element('dl');
  for (const { name, value } of detail.facts) list.append(element('dt', {}, name), element('dd', {}, ...phraseNodes(value, follow)));
  const copyButton = button(
    { title: say('Copy this detail as text (C)'), 'aria-label': say('Copy this detail as text') },
    () => copy(detail.plain),
    icon('copy'),
  );
  return element(
    'section',
    { 'aria-label': say('Facts') },
    element('h2', {}, detail.kind),
    element('p', { class: 'headline' }, detail.title, ' ', copyButton),
    list,
  );
}

function story(detail: Detail, follow: Follow): HTMLElement | null {
  const { title, lines } = detail.story;
  if (lines.length === 0) return null;
  const list = element('ol', { class: 'story' });
  for (const line of lines) {
    const text = element('span', { class: 'text' }, ...phraseNodes(line.text, follow));
    text.style.setProperty('--indent', String(line.indent));
    list.append(element('li', {}, element('span', { class: 'time' }, line.time), text));
  }
  return element('section', { 'aria-label': say('Story') }, element('h2', {}, title), list);
}

function clock(detail: Detail): HTMLElement | null {
  if (detail.clock.length === 0) return null;
  const body = element('tbody');
  for (const { thread, value, own } of detail.clock) {
    body.append(
      element('tr', { class: own ? 'own' : null }, element('th', { scope: 'row' }, thread), element('td', {}, formatCount(value))),
    );
  }
  return element(
    'section',
    { 'aria-label': say('Vector clock') },
    element('h2', {}, say('Vector clock')),
    element('table', { class: 'clock' }, body),
  );
}
