// Which charts the statistics show: each with its data, its table and what a click on it selects.

import { formatBytes, formatCount, formatDuration, formatInstant } from '../../src/layout/format.ts';
import { fixed, rounded } from '../../src/layout/numberMarks.ts';
import { say, sayQuantity } from '../../src/layout/say.ts';
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
    distributionFigure(
      'latency',
      say('Message latency'),
      say('No message has both ends in this trace.'),
      statistics.messageLatency,
      actions,
    ),
    distributionFigure('loop', say('Event-loop delay'), say('No task was ready before it ran.'), statistics.eventLoopDelay, actions),
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
    title: say('Tasks running over time'),
    facts: columns === 0 ? say('Nothing ran.') : say('1 = one thread busy all the time; a column is {0}', formatDuration(stepNs)),
    wide: true,
    chart:
      columns === 0
        ? null
        : {
            kind: 'bars',
            labels,
            columnNs: stepNs,
            series: series.map(({ name, hue, values }) => ({ name, hue, values: [...values] })),
            stacked: true,
            format: (value) => rounded(value, 2),
            choose,
          },
    table: {
      head: [say('from'), ...series.map(({ name }) => name)],
      rows: labels.map((_, index) => ({
        cells: [formatInstant(index * stepNs), ...series.map(({ values }) => fixed(values[index], 2))],
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
    title: say('Waiting time by function'),
    facts:
      functions.length === 0
        ? say('No function ran.')
        : functions.length > shown.length
          ? say('the {0} that waited longest of {1}', String(shown.length), formatCount(functions.length))
          : sayQuantity(functions.length, 'function', 'functions'),
    wide: false,
    chart:
      shown.length === 0
        ? null
        : {
            kind: 'horizontalBars',
            labels: shown.map(({ name }) => (name.length > 24 ? `${name.slice(0, 23)}…` : name)),
            series: [
              { name: say('waiting'), hue: 5, values: shown.map(({ waitingNs }) => waitingNs) },
              { name: say('ready'), hue: 4, values: shown.map(({ readyNs }) => readyNs) },
              { name: say('running'), hue: 2, values: shown.map(({ runningNs }) => runningNs) },
            ],
            stacked: true,
            format: formatDuration,
            choose: (index) => actions.select(shown[index].select),
          },
    table: {
      head: [say('function'), say('tasks'), say('running'), say('waiting'), say('ready'), say('pending')],
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
        : `${say('median')} ${formatDuration(distribution.medianNs)} · p95 ${formatDuration(distribution.p95Ns)} · p99 ${formatDuration(distribution.p99Ns)} · max ${formatDuration(distribution.maxNs)}`,
    wide: false,
    chart:
      total === 0
        ? null
        : {
            kind: 'bars',
            labels: buckets.map(label),
            series: [
              {
                name: id === 'latency' ? say('messages') : say('tasks'),
                hue: id === 'latency' ? 0 : 1,
                values: buckets.map((bucket) => counts[bucket]),
              },
            ],
            stacked: false,
            format: formatCount,
            choose: (index) => choose(buckets[index])?.(),
          },
    table: {
      head: [say('up to'), say('number')],
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
    title: say('Messages by transport'),
    facts:
      transports.length === 0
        ? say('No messages were sent.')
        : sayQuantity(
            transports.reduce((sum, { messages }) => sum + messages, 0),
            'message',
            'messages',
          ),
    wide: false,
    chart:
      transports.length === 0
        ? null
        : {
            kind: 'horizontalBars',
            labels: transports.map(({ transport }) => transport),
            series: [
              { name: say('both ends traced'), hue: 2, values: transports.map(({ messages, oneEnded }) => messages - oneEnded) },
              { name: say('one end only'), hue: 1, values: transports.map(({ oneEnded }) => oneEnded) },
            ],
            stacked: true,
            format: formatCount,
            choose: (index) => choose(index)?.(),
          },
    table: {
      head: [say('transport'), say('messages'), say('one end only'), say('bytes')],
      rows: transports.map((each, index) => ({
        cells: [each.transport, formatCount(each.messages), formatCount(each.oneEnded), formatBytes(each.bytes)],
        choose: choose(index),
      })),
    },
  };
}
