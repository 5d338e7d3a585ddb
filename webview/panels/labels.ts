// The label column: one tree item a row in sight, recycled while scrolling.

import type { Row } from '../../src/layout/geometry.ts';
import { button, element, replaceChildren } from '../dom/element.ts';
import { icon } from '../dom/icons.ts';
import { rowHeight } from '../draw/scale.ts';
import type { Theme } from '../theme/theme.ts';

export interface LabelActions {
  toggle(lane: number): void;
  expand(lane: number): void;
  select(lane: number): void;
}

export interface LabelSight {
  readonly rows: readonly Row[];
  readonly first: number;
  readonly end: number;
  readonly scrollTop: number;
  readonly selectedLane: number;
}

export interface Labels {
  readonly element: HTMLElement;
  show(sight: LabelSight, theme: Theme): void;
}

export function createLabels(actions: LabelActions): Labels {
  const column = element('div', { class: 'labels', role: 'tree', 'aria-label': 'Lanes' });
  /** What stands in each reused element, so that scrolling only moves it. */
  const shown = new Map<number, { readonly row: Row; readonly theme: Theme; readonly again: boolean; readonly item: HTMLElement }>();
  column.addEventListener('keydown', (event) => moveAmongItems(column, event));

  return {
    element: column,
    show({ rows, first, end, scrollTop, selectedLane }, theme) {
      const last = Math.min(end, rows.length);
      const focused = column.contains(document.activeElement)
        ? document.activeElement?.closest<HTMLElement>('.row')?.dataset.lane
        : undefined;
      // Of a group whose first row is above the upper edge, the uppermost whole row bears the name.
      const top = Math.ceil(scrollTop / rowHeight);
      let changed = false;
      for (const [index, { row, item, theme: painted, again }] of shown) {
        if (index >= first && index < last && rows[index] === row && painted === theme && again === (index === top && row.line > 0))
          continue;
        item.remove();
        shown.delete(index);
        changed = true;
      }
      for (let index = first; index < last; index++) {
        const row = rows[index];
        let entry = shown.get(index);
        if (entry === undefined) {
          const again = index === top && row.line > 0;
          entry = { row, theme, again, item: makeItem(row, index, theme, actions) };
          if (again) entry.item.append(element('span', { class: 'again' }, row.label));
          // In the order of rows, which is the order in which a screen reader reads.
          column.insertBefore(entry.item, shown.get(index + 1)?.item ?? null);
          shown.set(index, entry);
          changed = true;
        }
        entry.item.style.transform = `translateY(${index * rowHeight - scrollTop}px)`;
        if (row.line === 0) entry.item.setAttribute('aria-selected', String(row.lane === selectedLane));
        else entry.item.classList.toggle('selected', row.lane === selectedLane);
      }
      if (changed) keepReachable(column, focused);
    },
  };
}

/** A tree has one stop for Tab: the focused item, else the uppermost. An item made anew gets its focus back. */
function keepReachable(column: HTMLElement, focusedLane: string | undefined): void {
  const again = focusedLane === undefined ? null : column.querySelector<HTMLElement>(`[role="treeitem"][data-lane="${focusedLane}"]`);
  if (again !== null && !again.contains(document.activeElement)) again.focus({ preventScroll: true });
  const stop = again ?? treeItems(column)[0];
  for (const item of column.querySelectorAll<HTMLElement>('[role="treeitem"][tabindex="0"]')) if (item !== stop) item.tabIndex = -1;
  if (stop !== undefined) stop.tabIndex = 0;
}

function treeItems(column: HTMLElement): HTMLElement[] {
  return [...column.querySelectorAll<HTMLElement>('[role="treeitem"]')].sort((a, b) => Number(a.dataset.row) - Number(b.dataset.row));
}

function makeItem(row: Row, index: number, theme: Theme, actions: LabelActions): HTMLElement {
  const band = row.kind === 'process' || row.kind === 'machine';
  const item = element('div', {
    class: band ? 'row band' : 'row',
    role: row.line === 0 ? 'treeitem' : 'presentation',
    'data-lane': row.lane,
    'data-line': row.line,
    'data-row': index,
    title: row.facts === '' ? row.label : `${row.label} · ${row.facts}`,
  });
  item.style.setProperty('--level', String(row.level));
  if (row.line > 0) return item;
  item.setAttribute('aria-level', String(row.level + 1));
  if (row.collapsible) item.setAttribute('aria-expanded', String(!row.collapsed));
  replaceChildren(
    item,
    twist(row, actions),
    swatch(row, theme),
    element('span', { class: 'name' }, row.label),
    element('span', { class: 'facts' }, row.facts),
  );
  item.tabIndex = -1;
  item.addEventListener('click', (event) => {
    if ((event.target as HTMLElement).closest('button') === null) actions.select(row.lane);
  });
  item.addEventListener('dblclick', () => (row.kind === 'tasks' ? actions.expand(row.lane) : row.collapsible && actions.toggle(row.lane)));
  item.addEventListener('keydown', (event) => {
    const folds = (event.key === 'ArrowRight' && row.collapsed) || (event.key === 'ArrowLeft' && !row.collapsed) || event.key === ' ';
    if (folds && row.collapsible) actions.toggle(row.lane);
    else if (event.key === 'Enter') actions.select(row.lane);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return item;
}

function twist(row: Row, actions: LabelActions): HTMLElement {
  if (!row.collapsible) return element('span', { class: 'no-twist' });
  const name = `${row.collapsed ? 'Open' : 'Fold'} ${row.label}`;
  return button(
    { class: 'twist', 'aria-label': name, tabindex: -1 },
    () => actions.toggle(row.lane),
    icon(row.collapsed ? 'open' : 'shut'),
  );
}

function swatch(row: Row, theme: Theme): HTMLElement | null {
  if (row.kind !== 'tasks') return null;
  const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  mark.style.background = theme.hues[row.hue].fill;
  return mark;
}

/** Up and down walk from label to label, as in any tree. */
function moveAmongItems(column: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const items = treeItems(column);
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = items[here + (event.key === 'ArrowDown' ? 1 : -1)];
  if (here < 0 || next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
