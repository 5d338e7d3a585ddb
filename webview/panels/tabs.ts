// Tabs of the panel, as the ARIA pattern asks: arrows move among them, one stop for Tab.

import { say } from '../../src/layout/say.ts';
import { button, element } from '../dom/element.ts';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly panel: HTMLElement;
}

export interface Tabs {
  readonly element: HTMLElement;
  open(id: string): void;
  readonly current: string;
}

export function createTabs(tabs: readonly Tab[], opened: (id: string) => void): Tabs {
  let current = tabs[0].id;
  const heads = tabs.map(({ id, title }) =>
    button({ role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` }, () => open(id), title),
  );
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': say('Panel') }, ...heads);
  for (const { id, panel } of tabs) {
    panel.id = `panel-${id}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${id}`);
    panel.tabIndex = 0;
    panel.classList.add('tabpanel');
  }
  const open = (id: string): void => {
    current = id;
    tabs.forEach((tab, i) => {
      const chosen = tab.id === id;
      tab.panel.hidden = !chosen;
      heads[i].setAttribute('aria-selected', String(chosen));
      heads[i].tabIndex = chosen ? 0 : -1;
    });
    opened(id);
  };
  list.addEventListener('keydown', (event) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const next = (tabs.findIndex(({ id }) => id === current) + by + tabs.length) % tabs.length;
    open(tabs[next].id);
    heads[next].focus();
    event.preventDefault();
    event.stopPropagation();
  });
  const panel = element('section', { class: 'panel', 'aria-label': say('Detail and statistics') }, list, ...tabs.map((tab) => tab.panel));
  open(current);
  return {
    element: panel,
    open,
    get current() {
      return current;
    },
  };
}
