// How soon a real VS Code shows what a program does: its first lanes, and each later event while 100,000 come in a second.

import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openTrace } from '../../src/host/openTrace.ts';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import { type Figure, figureOf } from './figure.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 10);

/** Waits a while, so that the window is there or not as it would be, then works until it is told to end. */
const small = `
const sleep = (ms) => new Promise((resume) => setTimeout(resume, ms));
async function step() { await sleep(5); }
const end = Date.now() + 4000;
while (Date.now() < end) await step();
`;

/** As many awaits a second as make about 100,000 events, in bursts of ten milliseconds. */
const busy = `
const sleep = (ms) => new Promise((resume) => setTimeout(resume, ms));
async function work(n) { await null; return n; }
const start = Date.now();
for (let done = 0; Date.now() < start + ${seconds * 1000}; await sleep(5)) {
  const due = (Date.now() - start) * Number(process.argv[2]) / 1000;
  while (done < due) { await work(done); done++; }
}
`;
/** Of `work`: created, waits, wakes, settled, and as much of its caller. */
const callsASecond = 14_000;

export async function benchmark(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-bench-'));
  writeFileSync(join(folder, 'small.mjs'), small);
  writeFileSync(join(folder, 'busy.mjs'), busy);
  const bench = await openWorkbench(folder, {
    extension: packExtension(),
    settings: { 'traceConcurrency.arguments': [String(callsASecond)], 'traceConcurrency.node': process.execPath },
  });
  try {
    const firstLanes: number[] = [];
    for (let round = 0; round <= rounds; round++) firstLanes.push(await measureFirstLanes(bench, folder));
    const sustained = await measureSustained(bench, folder);
    return [
      // The first round starts what later ones find: the first webview of the window.
      figureOf('live: first record to lanes', 'ms', firstLanes.slice(1), {
        target: 300,
        note: `first of the window ${firstLanes[0]!.toFixed(0)}`,
      }),
      figureOf('live: event to pixel, p95', 'ms', [sustained.p95Ms], { target: 100, note: sustained.note }),
    ];
  } finally {
    await bench.stop();
    rmSync(folder, { recursive: true });
  }
}

async function run(bench: Workbench, program: string): Promise<void> {
  await bench.command('View: Close All Editors');
  await bench.open(program);
  await bench.command('Trace Concurrency: Run Current File');
}

/** Milliseconds of the wall clock from the first record on disk until the page had painted slices. */
async function measureFirstLanes(bench: Workbench, folder: string): Promise<number> {
  const traces = join(folder, '.trace-concurrency');
  const known = new Set(namesIn(traces));
  const recorded = watchFirstRecord(traces, known);
  await run(bench, 'small.mjs');
  const timeline = await bench.timeline();
  const painted = await until(() => timeline.evaluate(firstFrameAt), 'the first frame');
  const tookMs = painted - (await recorded);
  await until(() => namesIn(traces).filter((name) => name.endsWith('.ctrace') && !known.has(name)).length === 1, 'the end of the program');
  return tookMs;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** When a segment of a new run was first seen with something in it. */
async function watchFirstRecord(traces: string, known: ReadonlySet<string>): Promise<number> {
  for (;;) {
    for (const run of namesIn(traces)) {
      if (known.has(run)) continue;
      const written = namesIn(join(traces, run)).some(
        (name) => name.endsWith('.segment') && (statSync(join(traces, run, name), { throwIfNoEntry: false })?.size ?? 0) > 0,
      );
      if (written) return Date.now();
    }
    await new Promise((resume) => setTimeout(resume, 5));
  }
}

/** Runs in the page. */
function firstFrameAt(): number | null {
  const [mark] = performance.getEntriesByName('timeline first frame');
  return mark === undefined ? null : performance.timeOrigin + mark.startTime;
}

/** What the page said it showed, and when: a duration of the run in nanoseconds, and a time of the wall clock. */
type Paint = readonly [durationNs: number, atMs: number];

async function measureSustained(bench: Workbench, folder: string): Promise<{ readonly p95Ms: number; readonly note: string }> {
  const traces = join(folder, '.trace-concurrency');
  const known = new Set(namesIn(traces));
  await run(bench, 'busy.mjs');
  const timeline = await bench.timeline();
  await timeline.evaluate(notePaints);
  const name = await until(
    () => namesIn(traces).find((each) => each.endsWith('.ctrace') && !known.has(each)),
    'the trace',
    (seconds + 60) * 1000,
  );
  const { trace } = openTrace(join(traces, name));
  const startMs = Date.parse(trace.header.startedAt);
  const paints = await readPaints(timeline);
  const latencies = latenciesOf(paints.map(([durationNs, atMs]) => [durationNs / 1e6, atMs - startMs]));
  const rate = trace.events.count / (trace.header.durationNs / 1e9);
  const at = (part: number): number => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return {
    p95Ms: at(0.95),
    note: `p50 ${at(0.5).toFixed(0)} ms at ${rate.toFixed(0)} events a second for ${seconds} s, ${paints.length} paints`,
  };
}

/** Runs in the page: notes what its caption says, in the frame after it has changed. */
function notePaints(): void {
  const caption = document.querySelector<HTMLElement>('.overview .caption')!;
  const paints: [string, number][] = [];
  Object.assign(window, { benchPaints: paints });
  new MutationObserver(() => {
    const said = caption.lastChild?.textContent ?? '';
    requestAnimationFrame(() => paints.push([said, performance.timeOrigin + performance.now()]));
  }).observe(caption, { childList: true, characterData: true, subtree: true });
}

async function readPaints(timeline: Frame): Promise<readonly Paint[]> {
  const said = await timeline.evaluate(() => (window as unknown as { benchPaints: [string, number][] }).benchPaints);
  return said.flatMap(([text, atMs]): Paint[] => {
    const match = /([\d.]+) (ms|s)$/.exec(text);
    return match === null ? [] : [[Number(match[1]) * (match[2] === 's' ? 1e9 : 1e6), atMs]];
  });
}

/** By each millisecond of the run after its second one: how long until a paint held it; ascending. The captions' three digits blur it by five. */
function latenciesOf(paints: readonly (readonly [shownMs: number, atMs: number])[]): readonly number[] {
  const latencies: number[] = [];
  let next = 0;
  for (let eventMs = 1000; eventMs < (paints.at(-1)?.[0] ?? 0); eventMs++) {
    while (next < paints.length && paints[next]![0] < eventMs) next++;
    if (next < paints.length) latencies.push(paints[next]![1] - eventMs);
  }
  return latencies.sort((one, other) => one - other);
}
