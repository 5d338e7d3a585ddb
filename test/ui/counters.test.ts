// Counters of a program that was really recorded: they fold, they say what they are under the pointer, and a click selects a sample.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench } from './support/openPage.ts';

const program = `
const end = Date.now() + 3000;
async function work() { while (Date.now() < end) { for (const until = Date.now() + 20; Date.now() < until; ); await new Promise((resume) => setTimeout(resume, 5)); } }
await work();
`;

describe('counters', () => {
  let bench: Bench;
  let file: string;
  beforeAll(async () => {
    bench = await startBench();
    const source = join(bench.folder, 'work.mjs');
    file = join(bench.folder, 'work.html');
    await writeFile(source, program);
    await promisify(execFile)(process.execPath, [
      'dist/cli.cjs',
      'run',
      '--quiet',
      '--out',
      join(bench.folder, 'work.ctrace'),
      '--html',
      file,
      source,
    ]);
  });
  afterAll(() => bench.stop());

  async function open(): Promise<{ page: Page; complaints: readonly string[] }> {
    const { page, complaints } = await bench.openFile(file);
    await page.waitForSelector('[role=treeitem]');
    await settle(page);
    return { page, complaints };
  }

  const item = (page: Page, name: string) =>
    page.locator('[role=treeitem]', { has: page.locator('.name', { hasText: new RegExp(`^${name}$`) }) });

  /** The middle of a row on the timeline. */
  async function pointOn(page: Page, name: string): Promise<readonly [number, number]> {
    const row = (await item(page, name).boundingBox())!;
    const timeline = (await page.locator('.timeline').boundingBox())!;
    return [timeline.x + timeline.width / 2, row.y + row.height - 6];
  }

  it('stand folded under their process, and unfold', async () => {
    const { page, complaints } = await open();
    expect(await item(page, 'CPU').getAttribute('aria-expanded')).toBe('false');
    expect(await item(page, 'memory').count()).toBe(0);
    await item(page, 'CPU').locator('.twist').click();
    await item(page, 'memory').waitFor();
    expect(await item(page, 'memory').locator('.facts').textContent()).toMatch(/^max [\d.]+ MB$/);
    expect(await item(page, 'main thread · CPU').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('are painted', async () => {
    const { page } = await open();
    const row = (await item(page, 'CPU').boundingBox())!;
    const timeline = (await page.locator('.timeline').boundingBox())!;
    const colours = () =>
      page.evaluate(
        ([y, height]) => {
          const canvas = document.querySelector<HTMLCanvasElement>('.timeline canvas')!;
          const scale = canvas.width / canvas.clientWidth;
          const { data } = canvas.getContext('2d')!.getImageData(canvas.width / 3, y! * scale, canvas.width / 3, height! * scale);
          return new Set(Array.from({ length: data.length / 4 }, (_, at) => data.slice(at * 4, at * 4 + 3).join())).size;
        },
        [row.y - timeline.y, row.height],
      );
    // An empty row is the ground and a line.
    await expect.poll(colours, { timeout: 30_000 }).toBeGreaterThan(3);
  });

  it('say what they were under the pointer', async () => {
    const { page } = await open();
    const [x, y] = await pointOn(page, 'CPU');
    // Until the first tile has come there is nothing under the pointer.
    let moves = 0;
    const card = async (): Promise<string | null> => {
      await page.mouse.move(x + (moves++ % 2), y);
      await page.waitForTimeout(150);
      return page.locator('.card').textContent();
    };
    await expect.poll(card, { timeout: 30_000 }).toMatch(/^CPU · work\.mjs.*on CPU[\d.]+ processor/);
  });

  it('select the sample that is clicked, and step from one to the next', async () => {
    const { page } = await open();
    const point = await pointOn(page, 'CPU');
    const headline = async (): Promise<string> => {
      await page.mouse.click(...point);
      await settle(page);
      return (await page.locator('.detail .headline').allTextContents()).join();
    };
    await expect.poll(headline, { timeout: 30_000 }).toContain('CPU');
    const text = async (): Promise<string | null> => page.locator('.detail dl').textContent();
    const before = await text();
    expect(before).toContain('on average');
    await page.locator('.timeline').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(text).not.toBe(before);
    expect(await page.locator('.detail .headline').textContent()).toContain('CPU');
  });

  it('are found by their name', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('memory');
    await page.waitForSelector('[role=option]');
    await page.keyboard.press('Enter');
    await item(page, 'memory').waitFor();
  });
});
