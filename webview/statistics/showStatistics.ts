// The statistics panel: figures with their charts, and each figure's numbers as a table for eyes, keys and screen readers.

import { say } from '../../src/layout/say.ts';
import type { Statistics } from '../../src/protocol/timelineSource.ts';
import { button, element, replaceChildren } from '../dom/element.ts';
import type { Theme } from '../theme/theme.ts';
import type { DrawnChart } from './charts.ts';
import { type Figure, type FigureRow, figuresOf, type StatisticsActions } from './chartsOf.ts';

const drawn = new WeakMap<HTMLElement, DrawnChart[]>();

/** Fills the panel; what it showed before is taken down. Loads chart.js on the first call. */
export async function showStatistics(panel: HTMLElement, statistics: Statistics, theme: Theme, actions: StatisticsActions): Promise<void> {
  const { drawChart } = await import('./charts.ts');
  for (const chart of drawn.get(panel) ?? []) chart.destroy();
  const charts: DrawnChart[] = [];
  drawn.set(panel, charts);
  const figures = figuresOf(statistics, actions);
  const canvases = figures.map((figure) => element('canvas', { role: 'img', 'aria-label': `${figure.title}. ${figure.facts}` }));
  replaceChildren(
    panel,
    element('div', { class: 'statistics' }, ...figures.map((figure, index) => figureElement(figure, canvases[index]))),
  );
  figures.forEach(({ chart }, index) => {
    if (chart !== null) charts.push(drawChart(canvases[index], chart, theme));
  });
}

function figureElement(figure: Figure, canvas: HTMLCanvasElement): HTMLElement {
  const caption = element('figcaption', {}, figure.title, element('span', { class: 'facts' }, figure.facts));
  const made = element('figure', { class: figure.wide ? 'wide' : null, 'data-figure': figure.id }, caption);
  if (figure.chart === null) return made;
  const bars = figure.chart.kind === 'horizontalBars' ? figure.chart.labels.length : 0;
  const plot = element('div', { class: bars > 0 ? 'plot tall' : 'plot' }, canvas);
  if (bars > 0) plot.style.setProperty('--plot-height', `${Math.max(110, bars * 22 + 64)}px`);
  made.append(plot, table(figure));
  return made;
}

function table({ table: { head, rows }, title }: Figure): HTMLElement {
  const details = element('details', {}, element('summary', {}, say('{0} as a table', title)));
  // Filled when it is opened: a long table that nobody reads costs layout all the same.
  details.addEventListener('toggle', () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(
      element(
        'table',
        {},
        element('thead', {}, element('tr', {}, ...head.map((cell) => element('th', { scope: 'col' }, cell)))),
        element('tbody', {}, ...rows.map(tableRow)),
      ),
    );
  });
  return details;
}

function tableRow({ cells, choose }: FigureRow): HTMLElement {
  const [first, ...rest] = cells;
  const name = choose === null ? first! : button({ class: 'link' }, choose, first!);
  return element('tr', {}, element('th', { scope: 'row' }, name), ...rest.map((cell) => element('td', {}, cell)));
}
