// The chart.js charts of the statistics: evaluated only when somebody looks at them, with just the parts that they use.

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartEvent,
  Legend,
  LinearScale,
  type Plugin,
  type Scale,
  Tooltip,
} from 'chart.js';
import { timeAxis } from '../../src/layout/timeAxis.ts';
import type { Nanoseconds } from '../../src/model/units.ts';
import type { Theme } from '../theme/theme.ts';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

/** Room for the label of a tick, in CSS pixels. */
const tickWidth = 90;

interface Series {
  readonly name: string;
  readonly hue: number;
  readonly values: readonly number[];
}

export interface ChartData {
  readonly kind: 'bars' | 'horizontalBars';
  readonly labels: readonly string[];
  /** Set for a course of time: its columns touch each other, each this wide, and the ticks stand at round times. */
  readonly columnNs?: Nanoseconds;
  readonly series: readonly Series[];
  readonly stacked: boolean;
  readonly format: (value: number) => string;
  /** What a click on the bar or column `index` does. */
  readonly choose: (index: number) => void;
}

export interface DrawnChart {
  destroy(): void;
}

/** Draws a chart on the canvas; the canvas belongs to it until it is destroyed. */
export function drawChart(canvas: HTMLCanvasElement, data: ChartData, theme: Theme): DrawnChart {
  return new Chart(canvas, configure(data, theme));
}

function configure(data: ChartData, theme: Theme): ChartConfiguration<'bar'> {
  const horizontal = data.kind === 'horizontalBars';
  const values = {
    stacked: data.stacked,
    beginAtZero: true,
    grid: { color: theme.gridLine },
    border: { display: false },
    ticks: { color: theme.dim, maxTicksLimit: 6, callback: (value: string | number) => data.format(Number(value)) },
  };
  const categories = {
    stacked: data.stacked,
    grid: { display: false },
    border: { color: theme.gridLine },
    ticks: { color: theme.dim, autoSkip: !horizontal, maxRotation: 0, autoSkipPadding: 14 },
    ...(data.columnNs === undefined ? {} : timeTicks(data.columnNs, data.labels.length, theme.dim)),
  };
  return {
    type: 'bar',
    plugins: horizontal ? [namesLead(data.choose)] : [],
    data: { labels: [...data.labels], datasets: data.series.map((series) => dataset(series, data, theme)) },
    options: {
      indexAxis: horizontal ? 'y' : 'x',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: 'index', intersect: false, axis: horizontal ? 'y' : 'x' },
      onClick: (_event, elements) => {
        const [first] = elements;
        if (first !== undefined) data.choose(first.index);
      },
      onHover: (event, elements) => pointWhen(elements.length > 0, event),
      scales: horizontal ? { x: values, y: categories } : { x: categories, y: values },
      plugins: {
        legend: { display: data.series.length > 1, position: 'bottom', labels: { color: theme.foreground, boxWidth: 12, boxHeight: 12 } },
        tooltip: {
          backgroundColor: theme.card,
          titleColor: theme.foreground,
          bodyColor: theme.foreground,
          borderColor: theme.dim,
          borderWidth: 1,
          callbacks: {
            label: (item) => ` ${item.dataset.label ?? ''}: ${data.format(Number(horizontal ? item.parsed.x : item.parsed.y))}`,
          },
        },
      },
    },
  };
}

/** A column's place is the middle of its time. */
function timeTicks(columnNs: Nanoseconds, columns: number, color: string): object {
  let names: readonly string[] = [];
  return {
    afterBuildTicks(scale: Scale) {
      const { ticks } = timeAxis(0, columns * columnNs, Math.max(1, Math.floor(scale.maxWidth / tickWidth)));
      names = ticks.map(({ label }) => label);
      scale.ticks = ticks.map(({ at }) => ({ value: at / columnNs - 0.5 }));
    },
    ticks: { color, autoSkip: false, maxRotation: 0, callback: (_value: unknown, index: number) => names[index] },
  };
}

/** A bar's name leads where the bar does. It stands beside the chart's area, where chart.js itself hears of nothing. */
function namesLead(choose: (index: number) => void): Plugin<'bar'> {
  return {
    id: 'namesLead',
    afterEvent(chart, { event, inChartArea }) {
      if (inChartArea) return;
      const index = nameAt(event, chart.scales.y);
      if (event.type === 'mousemove') pointWhen(index !== null, event);
      if (event.type === 'click' && index !== null) choose(index);
    },
  };
}

function nameAt({ x, y }: ChartEvent, names: Scale | undefined): number | null {
  if (names === undefined || x === null || y === null) return null;
  if (x >= names.right || y < names.top || y > names.bottom) return null;
  return names.getValueForPixel(y) ?? null;
}

function pointWhen(leads: boolean, { native }: ChartEvent): void {
  if (native?.target instanceof HTMLElement) native.target.style.cursor = leads ? 'pointer' : 'default';
}

function dataset(series: Series, data: ChartData, theme: Theme): ChartConfiguration<'bar'>['data']['datasets'][number] {
  const colour = theme.hues[series.hue % theme.hues.length].fill;
  const touching = data.columnNs !== undefined;
  return {
    label: series.name,
    data: [...series.values],
    backgroundColor: theme.outlined ? theme.background : colour,
    borderColor: colour,
    borderWidth: theme.outlined ? (touching ? 1 : 2) : 0,
    categoryPercentage: touching ? 1 : 0.86,
    barPercentage: 1,
    ...(touching ? {} : { maxBarThickness: 22 }),
  };
}
