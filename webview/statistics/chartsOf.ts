// Which charts the statistics show: each with its data, its table and what a click on it selects.

import { formatBytes, formatCount, formatDuration, formatInstant, formatQuantity } from '../../src/layout/format.ts';
import type { Distribution, Selection, Statistics } from '../../src/protocol/timelineSource.ts';
import type { TimeWindow } from '../state/timeWindow.ts';
import type { ChartData } from './charts.ts';

export interface StatisticsActions {
  select(selection: Selection): void;
  show(window: TimeWindow): void;
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** The numbers that a person wants first. */
  readonly facts: string;
  /** Null when there is nothing to draw; `facts` then says so. */
  readonly chart: ChartData | null;
  readonly wide: boolean;
  readonly table: { readonly head: readonly string[]; readonly rows: readonly FigureRow[] };
}

export interface FigureRow {
  readonly cells: readonly string[];
  /** What the row selects; null when nothing stands behind it. */
  readonly choose: (() => void) | null;
}

/** More bars than these are no longer told apart; the table has them all. */
const mostFunctions = 12;

export function figuresOf(statistics: Statistics, actions: StatisticsActions): readonly Figure[] {
  return [
    runningFigure(statistics, actions),
    functionsFigure(statistics, actions),
    distributionFigure('latency', 'Message latency', 'No message has both ends in this trace.', statistics.messageLatency, actions),
    distributionFigure('loop', 'Event-loop delay', 'No task was ready before it ran.', statistics.eventLoopDelay, actions),
    transportsFigure(statistics, actions),
  ];
}

function runningFigure({ runningOverTime }: Statistics, actions: StatisticsActions): Figure {
  const { stepNs, series } = runningOverTime;
  const columns = series[0]?.values.length ?? 0;
  const choose = (index: number): void => actions.show({ fromNs: index * stepNs, toNs: (index + 1) * stepNs });
  const labels = Array.from({ length: columns }, (_, index) => formatDuration(index * stepNs));
  return {
    id: 'running',
    title: 'Tasks running over time',
    facts: columns === 0 ? 'Nothing ran.' : `1 = one thread busy all the time; a column is ${formatDuration(stepNs)}`,
    wide: true,
    chart:
      columns === 0
        ? null
        : {
            kind: 'columns',
            labels,
            series: series.map(({ name, hue, values }) => ({ name, hue, values: [...values] })),
            stacked: true,
            format: (value) => String(Number(value.toFixed(2))),
            choose,
          },
    table: {
      head: ['from', ...series.map(({ name }) => name)],
      rows: labels.map((_, index) => ({
        cells: [formatInstant(index * stepNs), ...series.map(({ values }) => values[index].toFixed(2))],
        choose: () => choose(index),
      })),
    },
  };
}

function functionsFigure({ functions }: Statistics, actions: StatisticsActions): Figure {
  const ranked = [...functions].sort((a, b) => b.waitingNs - a.waitingNs);
  const shown = ranked.slice(0, mostFunctions);
  return {
    id: 'functions',
    title: 'Waiting time by function',
    facts:
      functions.length === 0
        ? 'No function ran.'
        : functions.length > shown.length
          ? `the ${shown.length} that waited longest of ${formatCount(functions.length)}`
          : formatQuantity(functions.length, 'function'),
    wide: false,
    chart:
      shown.length === 0
        ? null
        : {
            kind: 'horizontalBars',
            labels: shown.map(({ name }) => (name.length > 24 ? `${name.slice(0, 23)}…` : name)),
            series: [
              { name: 'waiting', hue: 5, values: shown.map(({ waitingNs }) => waitingNs) },
              { name: 'ready', hue: 4, values: shown.map(({ readyNs }) => readyNs) },
              { name: 'running', hue: 2, values: shown.map(({ runningNs }) => runningNs) },
            ],
            stacked: true,
            format: formatDuration,
            choose: (index) => actions.select(shown[index].select),
          },
    table: {
      head: ['function', 'tasks', 'running', 'waiting', 'ready', 'pending'],
      rows: ranked.map((each) => ({
        cells: [
          each.name,
          formatCount(each.tasks),
          formatDuration(each.runningNs),
          formatDuration(each.waitingNs),
          formatDuration(each.readyNs),
          formatCount(each.pending),
        ],
        choose: () => actions.select(each.select),
      })),
    },
  };
}

function distributionFigure(id: string, title: string, none: string, distribution: Distribution, actions: StatisticsActions): Figure {
  const { boundsNs, counts, examples } = distribution;
  const total = counts.reduce((sum, count) => sum + count, 0);
  // Empty buckets at both ends say nothing.
  const first = Math.max(
    0,
    counts.findIndex((count) => count > 0),
  );
  const end = counts.findLastIndex((count) => count > 0) + 1;
  const label = (bucket: number): string =>
    bucket < boundsNs.length ? `≤ ${formatDuration(boundsNs[bucket])}` : `> ${formatDuration(boundsNs.at(-1) ?? 0)}`;
  const buckets = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  const choose = (bucket: number): (() => void) | null => {
    const example = examples[bucket] ?? null;
    return example === null ? null : () => actions.select(example);
  };
  return {
    id,
    title,
    facts:
      total === 0
        ? none
        : `median ${formatDuration(distribution.medianNs)} · p95 ${formatDuration(distribution.p95Ns)} · p99 ${formatDuration(distribution.p99Ns)} · max ${formatDuration(distribution.maxNs)}`,
    wide: false,
    chart:
      total === 0
        ? null
        : {
            kind: 'bars',
            labels: buckets.map(label),
            series: [
              {
                name: id === 'latency' ? 'messages' : 'tasks',
                hue: id === 'latency' ? 0 : 1,
                values: buckets.map((bucket) => counts[bucket]),
              },
            ],
            stacked: false,
            format: formatCount,
            choose: (index) => choose(buckets[index])?.(),
          },
    table: {
      head: ['up to', 'number'],
      rows: buckets.map((bucket) => ({ cells: [label(bucket), formatCount(counts[bucket])], choose: choose(bucket) })),
    },
  };
}

function transportsFigure({ transports }: Statistics, actions: StatisticsActions): Figure {
  const choose = (index: number): (() => void) | null => {
    const { select } = transports[index];
    return select === null ? null : () => actions.select(select);
  };
  return {
    id: 'transports',
    title: 'Messages by transport',
    facts:
      transports.length === 0
        ? 'No messages were sent.'
        : formatQuantity(
            transports.reduce((sum, { messages }) => sum + messages, 0),
            'message',
          ),
    wide: false,
    chart:
      transports.length === 0
        ? null
        : {
            kind: 'horizontalBars',
            labels: transports.map(({ transport }) => transport),
            series: [
              { name: 'both ends traced', hue: 2, values: transports.map(({ messages, oneEnded }) => messages - oneEnded) },
              { name: 'one end only', hue: 1, values: transports.map(({ oneEnded }) => oneEnded) },
            ],
            stacked: true,
            format: formatCount,
            choose: (index) => choose(index)?.(),
          },
    table: {
      head: ['transport', 'messages', 'one end only', 'bytes'],
      rows: transports.map((each, index) => ({
        cells: [each.transport, formatCount(each.messages), formatCount(each.oneEnded), formatBytes(each.bytes)],
        choose: choose(index),
      })),
    },
  };
}
