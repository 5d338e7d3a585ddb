// The label column: one tree item a row in sight, recycled while scrolling.

import type { Row } from '../../src/layout/geometry.ts';
import { say } from '../../src/layout/say.ts';
import type { Selection } from '../../src/protocol/timelineSource.ts';
import { button, element, replaceChildren } from '../dom/element.ts';
import { icon } from '../dom/icons.ts';
import { rowHeight } from '../draw/scale.ts';
import type { Theme } from '../theme/theme.ts';

export interface LabelActions {
  toggle(lane: number): void;
  expand(lane: number): void;
  select(selection: Selection): void;
}

interface LabelSight {
  readonly rows: readonly Row[];
  readonly first: number;
  readonly end: number;
  readonly scrollTop: number;
  readonly selectedLane: number;
  /** −1 when the selection stands on no row. */
  readonly selectedRow: number;
}

export interface Labels {
  readonly element: HTMLElement;
  show(sight: LabelSight, theme: Theme): void;
}

export function createLabels(actions: LabelActions): Labels {
  const column = element('div', { class: 'labels', role: 'tree', 'aria-label': say('Lanes') });
  /** What stands in each reused element, so that scrolling only moves it. */
  const shown = new Map<number, { readonly row: Row; readonly theme: Theme; readonly again: boolean; readonly item: HTMLElement }>();
  column.addEventListener('keydown', (event) => moveAmongItems(column, event));

  return {
    element: column,
    show({ rows, first, end, scrollTop, selectedLane, selectedRow }, theme) {
      const last = Math.min(end, rows.length);
      const focused = column.contains(document.activeElement)
        ? document.activeElement?.closest<HTMLElement>('.row')?.dataset.key
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
        const selected = row.lane === selectedLane && (row.task < 0 || index === selectedRow);
        if (entry.item.role === 'treeitem') entry.item.setAttribute('aria-selected', String(selected));
        else entry.item.classList.toggle('selected', selected);
      }
      if (changed) keepReachable(column, focused);
    },
  };
}

/** A tree has one stop for Tab: the focused item, else the uppermost. An item made anew gets its focus back. */
function keepReachable(column: HTMLElement, focusedKey: string | undefined): void {
  const again = focusedKey === undefined ? null : column.querySelector<HTMLElement>(`[role="treeitem"][data-key="${focusedKey}"]`);
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
  const named = row.line === 0 || row.task >= 0;
  const item = element('div', {
    class: band ? 'row band' : 'row',
    role: named ? 'treeitem' : 'presentation',
    'data-key': `${row.lane}:${row.line}`,
    'data-row': index,
    title: [row.label, row.facts].filter((part) => part !== '').join(' · '),
  });
  item.style.setProperty('--level', String(row.level));
  if (row.line > 0) replaceChildren(item, ...laterLine(row));
  else replaceChildren(item, twist(row, actions), swatch(row, theme), element('span', { class: 'name' }, row.label), facts(row));
  if (named) listenToItem(item, row, actions);
  return item;
}

/** A later row of a group: the number of its one task, or how many rows stand in this one. */
function laterLine(row: Row): (Node | null)[] {
  const number = row.task < 0 ? null : element('span', { class: 'number' }, `#${row.line + 1}`);
  return [number, row.facts === '' ? null : facts(row)];
}

function facts(row: Row): HTMLElement {
  return element('span', { class: 'facts' }, row.facts);
}

function listenToItem(item: HTMLElement, row: Row, actions: LabelActions): void {
  const first = row.line === 0;
  const selection: Selection = first ? { kind: 'lane', index: row.lane } : { kind: 'task', index: row.task };
  item.setAttribute('aria-level', String(first ? row.level + 1 : row.level + 2));
  const folds = first && row.collapsible;
  if (folds) item.setAttribute('aria-expanded', String(!row.collapsed));
  item.tabIndex = -1;
  item.addEventListener('click', (event) => {
    if ((event.target as HTMLElement).closest('button') === null) actions.select(selection);
  });
  item.addEventListener('dblclick', () => {
    if (row.kind === 'tasks') actions.expand(row.lane);
    else if (folds) actions.toggle(row.lane);
  });
  item.addEventListener('keydown', (event) => {
    const turns = (event.key === 'ArrowRight' && row.collapsed) || (event.key === 'ArrowLeft' && !row.collapsed) || event.key === ' ';
    if (turns && folds) actions.toggle(row.lane);
    else if (event.key === 'Enter') actions.select(selection);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function twist(row: Row, actions: LabelActions): HTMLElement {
  if (!row.collapsible) return element('span', { class: 'no-twist' });
  const name = row.collapsed ? say('Open {0}', row.label) : say('Fold {0}', row.label);
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
