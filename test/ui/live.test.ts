// A run that still records, on the page: lanes appear and grow, follow and pause, and nothing that the person holds is lost.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordedRun } from '../../src/host/readRecordedRun.ts';
import { tailRun } from '../../src/host/tailRun.ts';
import type { RecordedRun } from '../../src/model/recordedRun.ts';
import { LiveTrace } from '../../src/viewmodel/live/liveTrace.ts';
import { buildLivePage, openLive, timing } from './support/openLive.ts';
import { type Bench, settle, startBench, windowText } from './support/openPage.ts';

/** Works in small steps for three seconds, in two functions; a worker joins it after one. */
const program = `
import { Worker } from 'node:worker_threads';
const sleep = (ms) => new Promise((resume) => setTimeout(resume, ms));
async function fetchPage(n) { await sleep(8); for (let i = 0; i < 2e5; i++); await sleep(4); return n; }
async function saveBatch(n) { await sleep(3); return n; }
const end = Date.now() + 3000;
setTimeout(() => new Worker(new URL('data:text/javascript,' + encodeURIComponent(
  "let n = 0; const timer = setInterval(() => { if (++n > 60) clearInterval(timer); }, 20);")), { name: 'parser' }), 1000);
while (Date.now() < end) await Promise.all([fetchPage(1), fetchPage(2), saveBatch(3)]);
`;

const shots = process.env.LIVE_SHOTS;
async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
}

describe('a run that still records', () => {
  let bench: Bench;
  let file: string;
  let trace: string;
  let run: RecordedRun;
  beforeAll(async () => {
    bench = await startBench();
    file = await buildLivePage(bench.folder);
    await writeFile(join(bench.folder, 'crawl.mjs'), program);
    trace = join(bench.folder, 'crawl.ctrace');
  });
  afterAll(() => bench.stop());

  it('shows lanes of a real program before it ends, and then its end', async () => {
    const folder = trace.slice(0, -'.ctrace'.length);
    // Buffered: its many frames are what the other tests take in parts.
    const words = ['run', '--quiet', '--recording', 'buffered', '--out', trace, join(bench.folder, 'crawl.mjs')];
    const traced = spawn(process.execPath, ['dist/cli.cjs', ...words]);
    const exited = once(traced, 'exit');
    while (!existsSync(join(folder, 'run.json'))) await new Promise((resume) => setTimeout(resume, 5));
    let live: LiveTrace | null = null;
    let firstFlushAtMs = 0;
    let startedAtMs = 0;
    const begun = new Promise<LiveTrace>((resolve) => {
      tailRun(folder, (news) => {
        if (news.kind === 'manifest') {
          startedAtMs = Date.parse(news.manifest.startedAt);
          live ??= new LiveTrace(news.manifest, timing);
          resolve(live);
        } else if (news.kind === 'frames') {
          firstFlushAtMs ||= Date.now();
          live?.push(news.segment, news.frames);
        } else if (news.kind === 'end') {
          if (news.how === 'gone') live?.endAs(readRecordedRun(trace));
          else if (news.manifest !== null) live?.end(news.manifest, news.cut);
        }
      });
    });
    const { page, complaints } = await openLive(bench, file, await begun);
    await page.waitForSelector('[role=treeitem]');
    const lanesAtMs = Date.now();
    expect(traced.exitCode).toBeNull();
    await page.getByRole('treeitem', { name: /fetchPage/ }).waitFor();
    expect(await page.locator('.status .recording').textContent()).toMatch(/^recording \d.*s · [\d,]+ events$/);
    expect(await page.locator('[data-command=follow]').getAttribute('aria-pressed')).toBe('true');
    await shoot(page, '1-live');
    await page.getByRole('treeitem', { name: /parser/ }).waitFor();
    expect(traced.exitCode).toBeNull();
    await shoot(page, '2-worker');
    await exited;
    await page.locator('.status .recording').waitFor({ state: 'hidden' });
    await settle(page);
    expect(await page.locator('.status .counts').textContent()).toContain('2 threads');
    expect(await page.locator('[data-command=follow]').isVisible()).toBe(false);
    await shoot(page, '3-ended');
    const ages = (await page.evaluate(() => (window as unknown as { paints: { durationNs: number; atMs: number }[] }).paints))
      .map(({ durationNs, atMs }) => atMs - startedAtMs - durationNs / 1e6)
      .slice(1, -1)
      .sort((a, b) => a - b);
    const middle = ages[Math.floor(ages.length / 2)]!;
    console.log(
      `event to pixel: newest event ${ages[0]!.toFixed(0)}–${ages.at(-1)!.toFixed(0)} ms old when painted, median ${middle.toFixed(0)} ms, ${ages.length} growths; first lanes ${lanesAtMs - firstFlushAtMs} ms after the first flush was read, page start included`,
    );
    expect(ages.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    run = readRecordedRun(trace);
  });

  /** A page over the first part of the recorded run; `grow` brings it to another part. */
  async function openPart(part: number) {
    const live = new LiveTrace(run.manifest, timing);
    const done = run.threads.map(() => 0);
    const push = (to: number): void =>
      run.threads.forEach(({ frames }, thread) => {
        // The worker comes when the half is done.
        const until = Math.floor(frames.length * (thread === 0 ? to : Math.max(0, to * 2 - 1)));
        if (until > done[thread]!) live.push(String(thread), frames.slice(done[thread], until));
        done[thread] = Math.max(done[thread]!, until);
      });
    push(part);
    const opened = await openLive(bench, file, live);
    await opened.page.waitForSelector('[role=treeitem]');
    const { page } = opened;
    const painted = () => page.evaluate(() => (window as unknown as { paints: unknown[] }).paints.length);
    return {
      ...opened,
      end: () => live.end(run.manifest, new Map()),
      async grow(to: number) {
        const before = await painted();
        push(to);
        while ((await painted()) === before) await new Promise((resume) => setTimeout(resume, 20));
        await settle(page);
      },
      push,
    };
  }

  it('keeps selection, folding and scroll while lanes come in between', async () => {
    const { page, grow, complaints } = await openPart(0.15);
    await page.locator('.timeline').focus();
    for (let row = 0; row < 3; row++) await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.headline');
    const facts = async () => [await page.locator('.headline').textContent(), await page.locator('.clock').textContent()];
    const before = await facts();
    await shoot(page, '3b-selected');
    await page.getByRole('button', { name: /^Fold main thread/ }).click();
    await settle(page);
    const lanes = await page.locator('[role=treeitem]').count();
    await grow(0.6);
    await grow(0.9);
    expect(await facts()).toEqual(before);
    expect(await page.getByRole('treeitem', { name: /main thread/ }).getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('[role=treeitem]').count()).toBeGreaterThan(lanes);
    expect(await page.getByRole('treeitem', { name: /fetchPage/ }).count()).toBe(0);
    await shoot(page, '4-kept');
    expect(complaints).toEqual([]);
  });

  it('follows until the person moves, and again with N', async () => {
    const { page, grow } = await openPart(0.3);
    const early = await windowText(page);
    await grow(0.5);
    expect(await windowText(page)).not.toBe(early);
    await page.locator('.timeline').focus();
    await page.keyboard.press('w');
    await settle(page);
    const chosen = await windowText(page);
    expect(await page.locator('[data-command=follow]').getAttribute('aria-pressed')).toBe('false');
    await grow(0.7);
    expect(await windowText(page)).toBe(chosen);
    await page.keyboard.press('n');
    await settle(page);
    const edge = await windowText(page);
    await grow(0.9);
    expect(await page.locator('[data-command=follow]').getAttribute('aria-pressed')).toBe('true');
    expect(await windowText(page)).not.toBe(edge);
    await shoot(page, '5-following');
  });

  it('stands still with P while the program goes on, even over its end, and shows the rest then', async () => {
    const { page, push, end } = await openPart(0.3);
    await page.keyboard.press('p');
    await settle(page);
    const still = await windowText(page);
    const words = () => page.locator('.status .recording').textContent();
    push(0.6);
    await page.waitForFunction(() => /^paused · recording/.test(document.querySelector('.status .recording')?.textContent ?? ''));
    expect(await windowText(page)).toBe(still);
    const then = await words();
    push(0.9);
    await page.waitForFunction((told) => document.querySelector('.status .recording')?.textContent !== told, then);
    expect(await windowText(page)).toBe(still);
    await shoot(page, '6-paused');
    push(1);
    end();
    await page.waitForFunction(() => document.querySelector('.status .recording')?.textContent === 'paused · the program has ended');
    await page.keyboard.press('p');
    await page.locator('.status .recording').waitFor({ state: 'hidden' });
    await settle(page);
    expect(await windowText(page)).not.toBe(still);
  });

  it('never paints an empty timeline while it grows', async () => {
    const { page, grow } = await openPart(0.2);
    await settle(page);
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.timeline canvas')!;
      const counts: number[] = [];
      Object.assign(window, { counts });
      const look = () => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set<number>();
        for (let i = 0; i < data.length; i += 4 * 37) colours.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
        counts.push(colours.size);
        // After those who paint in this frame.
        requestAnimationFrame(() => setTimeout(look));
      };
      look();
    });
    for (const part of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) await grow(part);
    const counts = await page.evaluate(() => (window as unknown as { counts: number[] }).counts);
    expect(counts.length).toBeGreaterThan(10);
    expect(Math.min(...counts)).toBeGreaterThan(Math.max(...counts) / 4);
  });
});
