// The legend: every sign of the timeline, drawn by the very functions that draw the timeline.

import type { Tile } from '../../src/layout/geometry.ts';
import { say, words } from '../../src/layout/say.ts';
import { markKinds, spanKinds } from '../../src/model/vocabulary.ts';
import { element } from '../dom/element.ts';
import { drawFocus } from '../draw/drawFocus.ts';
import { context2d, createCanvasRenderer, resizeCanvas } from '../draw/renderer.ts';
import type { Scale } from '../draw/scale.ts';
import type { Theme } from '../theme/theme.ts';
import { createDialog } from './dialogs.ts';

interface Sign {
  readonly meaning: string;
  readonly tile: Tile;
  readonly ring?: boolean;
}

const width = 120;
const height = 30;
const request = { fromNs: 0, toNs: width, firstRow: 0, endRow: 1, nsPerPixel: 1 };
const f32 = (...values: number[]): Float32Array => new Float32Array(values);
const u32 = (...values: number[]): Uint32Array => new Uint32Array(values);
const u8 = (...values: number[]): Uint8Array => new Uint8Array(values);

const empty: Tile = {
  request,
  originNs: 0,
  slices: { from: f32(), to: f32(), row: u32(), hue: u8(), slice: u32(), name: u32(), flags: u8() },
  strips: { from: f32(), to: f32(), row: u32(), hue: u8(), busy: u8(), slice: u32(), count: u32() },
  waits: { from: f32(), to: f32(), row: u32(), hue: u8(), ready: u8(), wait: u32() },
  spans: { from: f32(), to: f32(), row: u32(), kind: u8(), span: u32(), name: u32() },
  arrows: { from: f32(), fromRow: new Int32Array(), to: f32(), toRow: new Int32Array(), count: u32(), message: u32() },
  marks: { at: f32(), row: u32(), kind: u8(), count: u32(), event: u32() },
  counters: { from: f32(), to: f32(), row: u32(), lane: u32(), layer: u8(), base: f32(), mean: f32(), high: f32() },
  names: ['', 'fetchPage', 'measure'],
};

function slice(from: number, to: number, flags = 0): Tile['slices'] {
  return { from: f32(from), to: f32(to), row: u32(0), hue: u8(0), slice: u32(0), name: u32(1), flags: u8(flags) };
}

function wait(ready: 0 | 1): Tile['waits'] {
  return { from: f32(10), to: f32(70), row: u32(0), hue: u8(0), ready: u8(ready), wait: u32(0) };
}

function mark(kind: (typeof markKinds)[number]): Tile {
  return { ...empty, marks: { at: f32(60), row: u32(0), kind: u8(markKinds.indexOf(kind)), count: u32(1), event: u32(0) } };
}

function span(kind: (typeof spanKinds)[number]): Tile {
  return {
    ...empty,
    slices: slice(10, 110),
    spans: { from: f32(24), to: f32(96), row: u32(0), kind: u8(spanKinds.indexOf(kind)), span: u32(0), name: u32(2) },
  };
}

function arrow(count: number, toRow: number): Tile {
  return {
    ...empty,
    arrows: {
      from: f32(16),
      fromRow: new Int32Array([0]),
      to: f32(100),
      toRow: new Int32Array([toRow]),
      count: u32(count),
      message: u32(0),
    },
  };
}

const busy = [40, 200, 255, 120, 90, 230, 255, 60, 20, 150];
const strips: Tile['strips'] = {
  from: Float32Array.from(busy, (_, i) => 10 + i * 10),
  to: Float32Array.from(busy, (_, i) => 20 + i * 10),
  row: new Uint32Array(busy.length),
  hue: new Uint8Array(busy.length),
  busy: Uint8Array.from(busy),
  slice: new Uint32Array(busy.length),
  count: new Uint32Array(busy.length),
};

const levels = [0.3, 0.6, 0.75, 0.5, 0.35];
const waiting = [0, 0.15, 0.25, 0.2, 0];
/** What ran, with what could have run upon it. */
const counters: Tile['counters'] = {
  from: Float32Array.from([...levels, ...levels], (_, i) => 10 + (i % 5) * 20),
  to: Float32Array.from([...levels, ...levels], (_, i) => 30 + (i % 5) * 20),
  row: new Uint32Array(10),
  lane: new Uint32Array(10),
  layer: Uint8Array.from([...levels, ...levels], (_, i) => Number(i >= 5)),
  base: f32(0, 0, 0, 0, 0, ...levels),
  mean: Float32Array.from([...levels, ...levels.map((level, i) => level + waiting[i])]),
  high: Float32Array.from([...levels, ...levels.map((level, i) => level + waiting[i])]),
};

const signs: readonly Sign[] = [
  { meaning: words('A task ran.'), tile: { ...empty, slices: slice(10, 110) } },
  { meaning: words('Many short runs together: the higher, the busier.'), tile: { ...empty, strips } },
  {
    meaning: words('It waited for something: a timer, an answer, another task.'),
    tile: { ...empty, waits: wait(0), slices: slice(70, 112) },
  },
  {
    meaning: words('It was ready and could not run yet: its thread was busy.'),
    tile: { ...empty, waits: wait(1), slices: slice(70, 112) },
  },
  {
    meaning: words('Something is wrong with it: it was rejected, or it held up its thread.'),
    tile: { ...empty, slices: slice(10, 110, 1) },
  },
  { meaning: words('Selected.'), tile: { ...empty, slices: slice(10, 110) }, ring: true },
  { meaning: words('The program said something: console, output, performance.mark.'), tile: mark('console') },
  { meaning: words('An uncaught error, an unhandled rejection or a signal.'), tile: mark('uncaughtException') },
  { meaning: words('A message, from its send to its receive.'), tile: arrow(1, 0) },
  { meaning: words('A message whose other end is not in the trace.'), tile: arrow(1, -1) },
  { meaning: words('A bunch of messages with their number; hover to fan it out, click to zoom in.'), tile: arrow(214, 0) },
  { meaning: words('A performance.measure.'), tile: span('performance.measure') },
  { meaning: words('Garbage collection.'), tile: span('gc') },
  { meaning: words('The event loop stalled: nothing else could run.'), tile: span('stall') },
  { meaning: words('Nothing was recorded here: records were left out, dropped or lost.'), tile: span('leftOut') },
  { meaning: words('A counter. Hatched: what could have run, or had to queue.'), tile: { ...empty, counters } },
];

/** The legend as a dialog; call `paint` whenever the theme changes. */
export function createLegend(): { readonly dialog: HTMLDialogElement; paint(theme: Theme): void } {
  const list = element('dl');
  const canvases = signs.map((sign) => {
    const scene = element('canvas', { 'aria-hidden': 'true' });
    list.append(element('dt', {}, scene), element('dd', {}, say(sign.meaning)));
    return scene;
  });
  const dialog = createDialog(say('Legend'), element('div', { class: 'legend' }, list));
  return {
    dialog,
    paint(theme) {
      for (const [i, sign] of signs.entries()) paintSign(canvases[i], sign, theme);
    },
  };
}

function paintSign(canvas: HTMLCanvasElement, sign: Sign, theme: Theme): void {
  const scale: Scale = { fromNs: 0, nsPerPixel: 1, width, height, scrollTop: -1 };
  const above = document.createElement('canvas');
  const renderer = createCanvasRenderer(canvas, above);
  renderer.resize(width, height, devicePixelRatio);
  renderer.drawScene({ ground: { rows: [], grid: [] }, tile: sign.tile, fan: null, arrows: { accented: new Set() } }, scale, theme);
  if (sign.ring !== true) return;
  resizeCanvas(above, context2d(above, {}), width, height, devicePixelRatio);
  drawFocus(context2d(above, {}), { selected: { interval: { fromNs: 10, toNs: 110 }, row: 0 }, range: null, cursorNs: null }, scale, theme);
  context2d(canvas, {}).drawImage(above, 0, 0, width, height);
}
