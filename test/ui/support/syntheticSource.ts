// A small made-up trace behind the TimelineSource interface, to drive the view where a recorded trace is not needed. Long because it answers every question of the interface, from the same few made-up tables.

import type { Row, Tile, TileRequest } from '../../../src/layout/geometry.ts';
import type { Detail, Folding, Place, Selection, Statistics, TimelineSource } from '../../../src/protocol/timelineSource.ts';

const millisecond = 1_000_000;
const durationNs = 200 * millisecond;

export interface SyntheticSettings {
  readonly slicesPerRow: number;
  readonly failed: boolean;
  readonly gaps: readonly string[];
  readonly empty: boolean;
}

interface SyntheticSlice {
  readonly row: number;
  readonly fromNs: number;
  readonly readyNs: number;
  readonly toNs: number;
  readonly name: string;
  readonly hue: number;
  readonly wrong: boolean;
}

/** A generator with a fixed seed: the picture is the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const lanes: readonly Omit<Row, 'line' | 'collapsed' | 'task'>[] = [
  { kind: 'process', lane: 0, level: 0, label: 'crawler', facts: 'process · pid 4711', collapsible: true, hue: 0 },
  { kind: 'thread', lane: 1, level: 1, label: 'main', facts: 'thread', collapsible: true, hue: 0 },
  { kind: 'tasks', lane: 2, level: 2, label: 'fetchPage', facts: '×24', collapsible: false, hue: 0 },
  { kind: 'tasks', lane: 3, level: 2, label: 'saveBatch', facts: '×3', collapsible: false, hue: 1 },
  { kind: 'tasks', lane: 4, level: 2, label: 'timers', facts: '×8', collapsible: false, hue: 4 },
  { kind: 'thread', lane: 5, level: 1, label: 'worker 1 parse', facts: 'thread', collapsible: true, hue: 2 },
  { kind: 'tasks', lane: 6, level: 2, label: 'parsePage', facts: '×19', collapsible: false, hue: 2 },
  { kind: 'process', lane: 7, level: 0, label: 'api', facts: 'process · pid 4712', collapsible: true, hue: 3 },
  { kind: 'thread', lane: 8, level: 1, label: 'main', facts: 'thread', collapsible: true, hue: 3 },
  {
    kind: 'tasks',
    lane: 9,
    level: 2,
    label: 'answerARequestThatHasAVeryLongNameIndeed',
    facts: '×1,240 · 3 pending',
    collapsible: false,
    hue: 3,
  },
  { kind: 'tasks', lane: 10, level: 2, label: 'settle', facts: '×2', collapsible: false, hue: 5 },
  { kind: 'system', lane: 11, level: 1, label: 'garbage collection', facts: '12 pauses', collapsible: false, hue: 4 },
];

function slicesOf(settings: SyntheticSettings): readonly SyntheticSlice[] {
  const all: SyntheticSlice[] = [];
  lanes.forEach((lane, index) => {
    if (lane.kind === 'process') return;
    const next = random(index + 1);
    const step = durationNs / settings.slicesPerRow;
    for (let i = 0; i < settings.slicesPerRow; i++) {
      const readyNs = (i + 0.2 + next() * 0.3) * step;
      const fromNs = readyNs + next() * step * 0.12;
      all.push({
        row: lane.lane,
        readyNs,
        fromNs,
        toNs: fromNs + (0.08 + next() * 0.35) * step,
        name: lane.label,
        hue: lane.hue,
        wrong: lane.lane === 10 && i === 3,
      });
    }
  });
  return all;
}

export function createSyntheticSource(settings: SyntheticSettings): TimelineSource {
  const slices = settings.empty ? [] : slicesOf(settings);
  const messages = slices
    .filter(({ row }, i) => row === 2 && i % 3 === 0)
    .map((from) => ({ from, to: slices.find((slice) => slice.row === 6 && slice.fromNs > from.toNs) }));
  let rows: Row[] = [];
  let generation = 0;
  let toggled: readonly number[] = [];

  const listRows = (folding: Folding): Row[] => {
    const folded = (lane: number): boolean => folding.toggled.includes(lane);
    let hiddenBelow = Number.POSITIVE_INFINITY;
    return settings.empty
      ? []
      : lanes.flatMap((lane) => {
          if (lane.level > hiddenBelow) return [];
          hiddenBelow = folded(lane.lane) ? lane.level : Number.POSITIVE_INFINITY;
          if (folding.hideIdle && lane.lane === 11) return [];
          return [{ ...lane, line: 0, task: -1, collapsed: folded(lane.lane) }];
        });
  };
  const rowOf = (lane: number): number => rows.findIndex((row) => row.lane === lane);
  const sliceAt = (selection: Selection): SyntheticSlice =>
    slices[selection.kind === 'message' ? slices.indexOf(messages[selection.index]!.from) : selection.index % slices.length]!;
  const placeOf = (selection: Selection): Place => {
    if (selection.kind === 'lane') return { fromNs: 0, toNs: durationNs, row: rowOf(selection.index), lanes: [] };
    const slice = sliceAt(selection);
    const row = rowOf(slice.row);
    const parents = slice.row > 7 ? [7, 8] : slice.row > 5 ? [0, 5] : [0, 1];
    return {
      fromNs: selection.kind === 'wait' ? slice.readyNs : slice.fromNs,
      toNs: selection.kind === 'wait' ? slice.fromNs : slice.toNs,
      row,
      lanes: row >= 0 ? [] : parents.filter((lane) => toggled.includes(lane)),
    };
  };

  return {
    whole: async () => false,
    overview: async () => ({
      title: 'crawler.ts',
      level: 'full',
      startedAt: '2026-11-20T08:00:00.000Z',
      durationNs,
      counts: {
        machines: 1,
        processes: 2,
        threads: 3,
        tasks: settings.empty ? 0 : 1318,
        slices: slices.length,
        events: 81204,
        messages: messages.length,
        lost: 0,
        lostAtMost: settings.gaps.length > 0 ? 512 : 0,
      },
      ended: settings.failed ? 'exit code 1 after an uncaught TypeError: fetch failed' : 'exit code 0',
      failed: settings.failed,
      isPart: false,
      gaps: settings.gaps,
    }),
    rows: async (folding) => {
      rows = listRows(folding);
      toggled = folding.toggled;
      return { generation: ++generation, rows };
    },
    tile: async (request) => makeTile(request, slices, messages, rows),
    minimap: async (columns) => ({
      series: [0, 3].map((hue) => ({
        name: hue === 0 ? 'crawler' : 'api',
        hue,
        values: Float32Array.from({ length: columns }, (_, i) =>
          settings.empty ? 0 : 0.6 + 0.4 * Math.sin(i / 60 + hue) + ((i * 7919) % 13) / 30,
        ),
      })),
      alarms: settings.failed ? [durationNs * 0.4, durationNs * 0.99] : [],
    }),
    detail: async (selection) =>
      detailOf(
        selection,
        selection.kind === 'lane' ? lanes[selection.index]!.label : sliceAt(selection).name,
        messages.findIndex(({ from }) => selection.kind === 'slice' && from === slices[selection.index]),
      ),
    place: async (selection) => placeOf(selection),
    neighbour: async (selection, direction) => {
      if (selection.kind !== 'slice') return null;
      const index = selection.index + (direction === 'next' || direction === 'effect' ? 1 : -1);
      return slices[index]?.row === slices[selection.index]!.row ? { kind: 'slice', index } : null;
    },
    search: async (query, limit) => {
      const found = slices.flatMap((slice, index) =>
        slice.name.toLowerCase().includes(query.toLowerCase())
          ? [
              {
                selection: { kind: 'slice', index } as const,
                title: `${slice.name} #${index}`,
                facts: `ran ${((slice.toNs - slice.fromNs) / millisecond).toFixed(2)} ms`,
                startNs: slice.fromNs,
              },
            ]
          : [],
      );
      return { total: found.length, matches: found.slice(0, limit), problem: null };
    },
    statistics: async () => statisticsOf(),
    findings: async () => [],
    ranAt: async () => ({ scope: 'line', total: 0, selections: [] }),
  };
}

function makeTile(
  request: TileRequest,
  slices: readonly SyntheticSlice[],
  messages: readonly { from: SyntheticSlice; to: SyntheticSlice | undefined }[],
  rows: readonly Row[],
): Tile {
  const rowOf = new Map(rows.map((row, index) => [row.lane, index]));
  const seen = slices
    .map((slice, index) => ({ slice, index }))
    .filter(({ slice }) => rowOf.has(slice.row) && slice.toNs >= request.fromNs && slice.readyNs <= request.toNs);
  const wide = seen
    .filter(({ slice }) => slice.toNs - slice.fromNs >= request.nsPerPixel)
    .sort((a, b) => a.slice.hue - b.slice.hue || a.slice.row - b.slice.row);
  const narrow = seen.filter(({ slice }) => slice.toNs - slice.fromNs < request.nsPerPixel);
  const offset = (time: number): number => time - request.fromNs;
  const names = [...new Set(wide.map(({ slice }) => slice.name)), 'load'];
  const arrows = messages.filter(({ to }) => to !== undefined && rowOf.has(2) && rowOf.has(6));
  const waits = seen.flatMap(({ slice, index }) => [
    { from: slice.readyNs - durationNs / 300, to: slice.readyNs, ready: 0, slice, index },
    { from: slice.readyNs, to: slice.fromNs, ready: 1, slice, index },
  ]);
  return {
    request,
    originNs: request.fromNs,
    slices: {
      from: Float32Array.from(wide, ({ slice }) => offset(slice.fromNs)),
      to: Float32Array.from(wide, ({ slice }) => offset(slice.toNs)),
      row: Uint32Array.from(wide, ({ slice }) => rowOf.get(slice.row)!),
      hue: Uint8Array.from(wide, ({ slice }) => slice.hue),
      slice: Uint32Array.from(wide, ({ index }) => index),
      name: Uint32Array.from(wide, ({ slice }) => names.indexOf(slice.name)),
      flags: Uint8Array.from(wide, ({ slice }) => (slice.wrong ? 1 : 0)),
    },
    strips: {
      from: Float32Array.from(narrow, ({ slice }) => offset(slice.fromNs)),
      to: Float32Array.from(narrow, ({ slice }) => offset(slice.fromNs) + request.nsPerPixel),
      row: Uint32Array.from(narrow, ({ slice }) => rowOf.get(slice.row)!),
      hue: Uint8Array.from(narrow, ({ slice }) => slice.hue),
      busy: Uint8Array.from(narrow, (_, i) => 60 + ((i * 37) % 190)),
      slice: Uint32Array.from(narrow, ({ index }) => index),
      count: Uint32Array.from(narrow, () => 1),
    },
    waits: {
      from: Float32Array.from(waits, ({ from }) => offset(from)),
      to: Float32Array.from(waits, ({ to }) => offset(to)),
      row: Uint32Array.from(waits, ({ slice }) => rowOf.get(slice.row)!),
      hue: Uint8Array.from(waits, ({ slice }) => slice.hue),
      ready: Uint8Array.from(waits, ({ ready }) => ready),
      wait: Uint32Array.from(waits, ({ index }) => index),
    },
    spans: {
      from: new Float32Array([offset(durationNs * 0.3)]),
      to: new Float32Array([offset(durationNs * 0.42)]),
      row: new Uint32Array([rowOf.get(1) ?? 0]),
      kind: new Uint8Array([0]),
      span: new Uint32Array([0]),
      name: new Uint32Array([names.length - 1]),
    },
    arrows: {
      from: Float32Array.from(arrows, ({ from }) => offset(from.toNs)),
      fromRow: Int32Array.from(arrows, () => rowOf.get(2)!),
      to: Float32Array.from(arrows, ({ to }) => offset(to!.fromNs)),
      toRow: Int32Array.from(arrows, (_, i) => (i === 2 ? -1 : rowOf.get(6)!)),
      count: Uint32Array.from(arrows, (_, i) => (i === 4 ? 214 : 1)),
      message: Uint32Array.from(arrows, (message) => messages.indexOf(message)),
    },
    marks: {
      at: new Float32Array([offset(durationNs * 0.25), offset(durationNs * 0.7)]),
      row: new Uint32Array([rowOf.get(1) ?? 0, rowOf.get(8) ?? 0]),
      kind: new Uint8Array([0, 5]),
      count: new Uint32Array([1, 1]),
      event: new Uint32Array([1, 2]),
    },
    counters: {
      from: new Float32Array(),
      to: new Float32Array(),
      row: new Uint32Array(),
      lane: new Uint32Array(),
      layer: new Uint8Array(),
      base: new Float32Array(),
      mean: new Float32Array(),
      high: new Float32Array(),
    },
    names,
  };
}

function detailOf(selection: Selection, name: string, message: number): Detail {
  const place = { file: '/home/ada/crawler/src/crawler.ts', line: 48, column: 11 };
  return {
    title: `${name} #${selection.index}`,
    kind: `selected · ${selection.kind} of task`,
    facts: [
      {
        name: 'task',
        value: [{ text: `${name} #${selection.index}`, select: { kind: 'task', index: selection.index } }, { text: ' · async function' }],
      },
      { name: 'source', value: [{ text: 'src/crawler.ts:48:11', source: place }] },
      { name: 'ran', value: [{ text: '1.84 ms in 4 slices' }] },
      { name: 'waited', value: [{ text: '62.1 ms · ready 0.9 ms' }] },
      { name: 'now awaits', value: [{ text: 'response of GET /item/17 ' }, { text: 'crawler.ts:52', source: { ...place, line: 52 } }] },
    ],
    story: {
      title: 'Why did it wait 38.4 ms?',
      lines: [
        { time: '38.4 ms', indent: 0, text: [{ text: 'await fetch(url) ' }, { text: 'crawler.ts:52', source: { ...place, line: 52 } }] },
        {
          time: '31.7 ms',
          indent: 1,
          text: [{ text: 'handler ' }, { text: 'answer()', select: { kind: 'slice', index: 0 } }, { text: ' in process api' }],
        },
        {
          time: '26.2 ms',
          indent: 2,
          text: [{ text: 'event loop stalled by JSON.parse ' }, { text: 'settle.ts:12', source: { ...place, line: 12 } }],
        },
      ],
    },
    clock: [
      { thread: 'crawler main', value: 212, own: true },
      { thread: 'worker 1 parse', value: 87, own: false },
      { thread: 'api main', value: 40, own: false },
    ],
    messages: message >= 0 ? [message] : [],
    plain: `${name} #${selection.index}\nsource src/crawler.ts:48:11`,
  };
}

function statisticsOf(): Statistics {
  const bounds = Array.from({ length: 12 }, (_, i) => 1000 * 4 ** i);
  const counts = [0, 0, 3, 14, 40, 61, 33, 9, 4, 1, 0, 0, 0];
  const distribution = {
    boundsNs: bounds,
    counts,
    medianNs: 812_000,
    p95Ns: 9_400_000,
    p99Ns: 26_000_000,
    maxNs: 38_400_000,
    examples: counts.map((count, index) => (count > 0 ? ({ kind: 'slice', index } as const) : null)),
  };
  return {
    runningOverTime: {
      stepNs: durationNs / 60,
      series: [
        { name: 'crawler', hue: 0, values: Float32Array.from({ length: 60 }, (_, i) => 0.6 + 0.4 * Math.sin(i / 6)) },
        { name: 'api', hue: 3, values: Float32Array.from({ length: 60 }, (_, i) => 0.3 + 0.3 * Math.cos(i / 4)) },
      ],
    },
    functions: lanes
      .filter(({ kind }) => kind === 'tasks')
      .map(({ label, lane }, i) => ({
        name: label,
        source: null,
        tasks: 24 - i,
        runningNs: 4e6 * (i + 1),
        waitingNs: 62e6 / (i + 1),
        readyNs: 2e6,
        pending: i % 2,
        select: { kind: 'lane', index: lane } as const,
      })),
    messageLatency: distribution,
    eventLoopDelay: { ...distribution, counts: counts.toReversed(), examples: distribution.examples.toReversed() },
    transports: [
      { transport: 'http', messages: 214, bytes: 48_211, oneEnded: 3, select: { kind: 'message', index: 0 } },
      { transport: 'messagePort', messages: 96, bytes: -1, oneEnded: 0, select: { kind: 'message', index: 1 } },
    ],
  };
}
