// Search: a box with the list of what it found; Enter goes from match to match.

import { formatCount, formatInstant } from '../../src/layout/format.ts';
import { say, sayQuantity } from '../../src/layout/say.ts';
import type { SearchAnswer, Selection } from '../../src/protocol/timelineSource.ts';
import { element, replaceChildren } from '../dom/element.ts';
import { icon } from '../dom/icons.ts';

const most = 50;
const typingMs = 80;

export interface SearchBox {
  readonly element: HTMLElement;
  focus(): void;
  /** The trace has grown: what was found has other indexes now. */
  refresh(): void;
}

export function createSearchBox(
  search: (query: string, limit: number) => Promise<SearchAnswer>,
  select: (selection: Selection) => void,
  announce: (text: string) => void,
  leave: () => void,
): SearchBox {
  const input = element('input', {
    type: 'text',
    role: 'combobox',
    placeholder: say('Search names'),
    'aria-label': say('Search by name'),
    'aria-expanded': 'false',
    'aria-controls': 'search-results',
    'aria-autocomplete': 'list',
    title: say('Search by name (/)'),
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const count = element('span', { class: 'count', 'aria-hidden': 'true' });
  const list = element('ul', { class: 'results', role: 'listbox', id: 'search-results', 'aria-label': say('Matches'), hidden: true });
  const box = element('div', { class: 'search', role: 'search' }, icon('search'), input, count, list);
  let answer: SearchAnswer = { total: 0, matches: [], problem: null };
  /** The query that `answer` answers: what is typed may be ahead of it. */
  let answered = '';
  let current = -1;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const open = (shown: boolean): void => {
    list.hidden = !shown;
    input.setAttribute('aria-expanded', String(shown));
  };
  const mark = (next: number): void => {
    const options = list.querySelectorAll('[role="option"]');
    options[current]?.setAttribute('aria-selected', 'false');
    current = next;
    options[current]?.setAttribute('aria-selected', 'true');
    options[current]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', current < 0 ? '' : `match-${current}`);
    count.textContent =
      answer.total === 0
        ? ''
        : current < 0
          ? formatCount(answer.total)
          : say('{0} of {1}', formatCount(current + 1), formatCount(answer.total));
  };
  const choose = (index: number): void => {
    const match = answer.matches[index];
    if (match === undefined) return;
    mark(index);
    select(match.selection);
  };
  const ask = async (): Promise<void> => {
    const query = input.value.trim();
    current = -1;
    clearTimeout(typing);
    if (query === '') {
      answered = '';
      answer = { total: 0, matches: [], problem: null };
      count.textContent = '';
      open(false);
      return;
    }
    const got = await search(query, most);
    if (input.value.trim() !== query) return;
    answer = got;
    answered = query;
    fill(list, answer, query, choose);
    open(true);
    mark(-1);
    announce(answer.problem ?? sayQuantity(answer.total, 'match', 'matches'));
  };

  /** Goes to the marked match, else to the next one or the one before; to the first of a query that was typed just now. */
  const enter = async (backwards: boolean): Promise<void> => {
    if (input.value.trim() !== answered) await ask();
    const matches = answer.matches.length;
    if (matches === 0) return;
    const stays = !list.hidden && current >= 0;
    choose(backwards ? (Math.max(current, 0) + matches - 1) % matches : stays ? current : (current + 1) % matches);
    open(false);
  };
  const complain = (error: unknown): void => announce(error instanceof Error ? error.message : String(error));

  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => void ask().catch(complain), typingMs);
  });
  input.addEventListener('focus', () => open(answer.matches.length > 0));
  box.addEventListener('focusout', (event) => {
    if (!box.contains(event.relatedTarget as Node | null)) open(false);
  });
  input.addEventListener('keydown', (event) => {
    const matches = answer.matches.length;
    if (event.key === 'Escape') {
      if (list.hidden) leave();
      open(false);
    } else if (event.key === 'Enter') void enter(event.shiftKey).catch(complain);
    else if (matches === 0) return;
    else if (event.key === 'ArrowDown') {
      open(true);
      mark((current + 1) % matches);
    } else if (event.key === 'ArrowUp') mark((current + matches - 1) % matches);
    else return;
    event.preventDefault();
  });
  const refresh = async (): Promise<void> => {
    const query = answered;
    if (query === '') return;
    const marked = current;
    const got = await search(query, most);
    if (answered !== query) return;
    answer = got;
    fill(list, answer, query, choose);
    mark(marked < answer.matches.length ? marked : -1);
  };
  return { element: box, focus: () => input.select(), refresh: () => void refresh().catch(complain) };
}

function fill(list: HTMLElement, answer: SearchAnswer, query: string, choose: (index: number) => void): void {
  const options = answer.matches.map((match, index) => {
    const option = element(
      'li',
      { role: 'option', id: `match-${index}`, 'aria-selected': 'false' },
      element('span', { class: 'name' }, match.title),
      element('span', { class: 'facts' }, match.facts === '' ? formatInstant(match.startNs) : match.facts),
    );
    // Before the input loses the focus and closes the list.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      choose(index);
    });
    return option;
  });
  const note =
    answer.problem ??
    (answer.total === 0
      ? say('Nothing is named “{0}”.', query)
      : answer.total > answer.matches.length
        ? say('The first {0} of {1}.', String(answer.matches.length), formatCount(answer.total))
        : null);
  replaceChildren(list, ...options, note === null ? null : element('li', { class: 'note', role: 'presentation' }, note));
}
