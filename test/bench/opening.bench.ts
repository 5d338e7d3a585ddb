// How long a recorded mix takes to open in a browser, and how smoothly it moves there: the page that `run --html` writes, measured as it is.
//
// BENCH_EVENTS: about how many records the mix has, 1,000,000 when not said. BENCH_TRACE: a .ctrace to measure with, instead of recording one.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockOf, indexClocks } from '../../src/analysis/clocks.ts';
import { readRun } from '../../src/model/recordedRun.ts';
import { replay } from '../../src/replay/replay.ts';
import { type Figure, figureOf } from './figure.ts';
import { launchBrowser, openTimeline, pageSize, type TimelinePage } from './timelinePage.ts';
import { makeMix } from './workloads/makeMix.ts';

const commandLine = join(import.meta.dirname, '../../dist/cli.cjs');
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const events = Number(process.env.BENCH_EVENTS ?? 1e6);
const isLarge = events >= 5e6;
const name = (what: string): string => `opening/${what} ${isLarge ? '10 M' : '1 M'}`;
const targets = isLarge
  ? { firstFrameMs: 1_000, indexedMs: 5_000, workerMb: 400, scriptMs: 8, sharpMs: 100, searchMs: 50, clockMs: 1 }
  : { firstFrameMs: 300, indexedMs: 800, workerMb: 40, scriptMs: 4, sharpMs: 50, searchMs: 10, clockMs: 0.2 };

export async function benchmark(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-bench-'));
  const browser = await launchBrowser();
  try {
    const trace = process.env.BENCH_TRACE ?? recordMix(folder);
    const file = join(folder, 'mix.html');
    execFileSync(process.execPath, [commandLine, 'export', trace, '--format', 'html', '-o', file]);
    const opened: Opened[] = [];
    for (let round = 0; round < rounds; round++) opened.push(await measureOpening(await openTimeline(browser, file)));
    const moving = await openTimeline(browser, file);
    return [...openingFigures(opened, statSync(file).size), ...(await measureMoving(moving)), clockFigure(trace)];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

function recordMix(folder: string): string {
  const trace = join(folder, 'mix.ctrace');
  execFileSync(process.execPath, [commandLine, 'run', '--quiet', '--out', trace, makeMix(folder), String(events)]);
  return trace;
}

interface Opened {
  readonly firstFrameMs: number;
  readonly indexedMs: number;
  readonly workerMb: number;
  readonly pageMb: number;
}

async function measureOpening(timeline: TimelinePage): Promise<Opened> {
  await timeline.ask('whole');
  await timeline.ask('search', 'order', 100);
  const { sinceOpeningMs } = await timeline.ask('statistics');
  const { page, worker } = await timeline.memory();
  await timeline.close();
  return { firstFrameMs: timeline.firstFrameMs, indexedMs: sinceOpeningMs, workerMb: worker / 1e6, pageMb: page / 1e6 };
}

function openingFigures(opened: readonly Opened[], bytes: number): readonly Figure[] {
  const of = (part: keyof Opened): number[] => opened.map((each) => each[part]);
  const note = `a page of ${(bytes / 1e6).toFixed(1)} MB`;
  return [
    figureOf(name('first frame'), 'ms', of('firstFrameMs'), { target: targets.firstFrameMs, note }),
    figureOf(name('indexed'), 'ms', of('indexedMs'), { target: targets.indexedMs, note: 'search and statistics have answered' }),
    figureOf(name('memory of the data side'), 'MB', of('workerMb'), { target: targets.workerMb }),
    figureOf(name('memory of the page'), 'MB', of('pageMb'), { target: 150 }),
  ];
}

async function measureMoving(timeline: TimelinePage): Promise<readonly Figure[]> {
  const { page } = timeline;
  await timeline.ask('whole');
  await page.waitForTimeout(500);
  await page.mouse.move(pageSize.width / 2, pageSize.height / 2);
  // The first moves warm the page's code, as a person's would.
  await moveByKeys(page, 1);
  const keys = await timeline.watch(() => moveByKeys(page, 4));
  const wheel = await timeline.watch(() => moveByWheel(page, 4));
  const zooms = await timeline.watch(() => zoomInSteps(page));
  const searches = await times(
    ['order', 'fetchPage', 'rank image', 'lane:service again', 'job 500', 'nothing of this name'],
    async (query) => {
      return (await timeline.ask('search', query, 100)).tookMs;
    },
  );
  const details = await times(
    Array.from({ length: 200 }, (_, at) => at * 2_500 + 17),
    async (index) => (await timeline.ask('detail', { kind: 'event', index })).tookMs,
  );
  await timeline.close();
  const scripts = [...keys.scripts, ...wheel.scripts];
  const frames = [...keys.frames, ...wheel.frames];
  const note = `${frames.length} frames, keys and wheel`;
  return [
    figureOf(name('script per frame p95'), 'ms', [percentile(scripts, 0.95)], { target: targets.scriptMs, note }),
    figureOf(name('frame p50'), 'ms', [percentile(frames, 0.5)]),
    figureOf(name('frame p95'), 'ms', [percentile(frames, 0.95)], { target: 33, note }),
    figureOf(name('sharp after a zoom p95'), 'ms', [percentile(zooms.sharp, 0.95)], {
      target: targets.sharpMs,
      note: `${zooms.sharp.length} zooms`,
    }),
    figureOf(name('search p95'), 'ms', [percentile(searches, 0.95)], { target: targets.searchMs }),
    figureOf(name('detail of an event p95'), 'ms', [percentile(details, 0.95)]),
  ];
}

/** The clock of an event anywhere in the trace, in Node: the page's worker answers it only as a part of a detail. */
function clockFigure(file: string): Figure {
  const { manifest, threads } = readRun(readFileSync(file));
  const index = indexClocks(replay(manifest, threads));
  const { count } = index.trace.events;
  const took = Array.from({ length: 2_000 }, (_, at) => {
    const start = performance.now();
    clockOf(index, Math.floor((at * count) / 2_000));
    return performance.now() - start;
  });
  return figureOf(name('clock p99'), 'ms', [percentile(took, 0.99)], { target: targets.clockMs });
}

type Page = TimelinePage['page'];

async function moveByKeys(page: Page, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    for (const [key, presses] of [
      ['w', 20],
      ['d', 25],
      ['a', 25],
      ['s', 20],
    ] as const)
      for (let press = 0; press < presses; press++) await page.keyboard.press(key);
  }
}

async function moveByWheel(page: Page, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    for (const [modifier, byY, steps] of [
      ['Control', -60, 20],
      ['Shift', 80, 25],
      ['', 60, 10],
      ['', -60, 10],
      ['Control', 60, 20],
    ] as const) {
      if (modifier !== '') await page.keyboard.down(modifier);
      for (let step = 0; step < steps; step++) await page.mouse.wheel(0, byY);
      if (modifier !== '') await page.keyboard.up(modifier);
    }
  }
}

/** Each step lets the page come to rest before the next. */
async function zoomInSteps(page: Page): Promise<void> {
  for (let step = 0; step < 80; step++) {
    const key = step % 20 < 10 ? 'w' : 's';
    for (let press = 0; press < 4; press++) await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
}

async function times<Item>(items: readonly Item[], measure: (item: Item) => Promise<number>): Promise<readonly number[]> {
  const measured: number[] = [];
  // Twice: what is asked for first makes what all others use.
  for (const item of items.slice(0, 2)) await measure(item);
  for (const item of items) measured.push(await measure(item));
  return measured;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
}
