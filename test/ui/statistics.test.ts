// Statistics: charts drawn by chart.js, each with its numbers as a table; a click on a bar selects on the timeline.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench, windowWidth } from './support/openPage.ts';

async function openStatistics(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Statistics' }).click();
  await page.waitForSelector('.statistics canvas');
  await settle(page);
}

describe('statistics', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  const tall = { viewport: { width: 1400, height: 1800 } };

  it('draws five charts, none of them blank', async () => {
    const { page } = await bench.openSynthetic('', tall);
    await openStatistics(page);
    const colours = await page.locator('.statistics canvas').evaluateAll((canvases) =>
      canvases.map((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        return new Set(new Uint32Array((canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data.buffer)).size;
      }),
    );
    expect(colours).toHaveLength(5);
    for (const count of colours) expect(count).toBeGreaterThan(10);
  });

  it.each(['bar', 'name'])('selects the function whose %s is clicked', async (part) => {
    const { page } = await bench.openSynthetic('', tall);
    await openStatistics(page);
    const canvas = page.locator('[data-figure=functions] canvas');
    const { width } = (await canvas.boundingBox())!;
    // The uppermost is the function that waited longest. The names' fonts differ from machine to machine, and with them where bars begin.
    await canvas.click({ position: { x: part === 'bar' ? width * 0.7 : 20, y: 20 } });
    await settle(page);
    expect(await page.locator('[role=treeitem][aria-selected=true] .name').textContent()).toBe('fetchPage');
  });

  it('zooms to the column of time that is clicked', async () => {
    const { page } = await bench.openSynthetic('', tall);
    await openStatistics(page);
    const box = (await page.locator('[data-figure=running] canvas').boundingBox())!;
    const before = await windowWidth(page);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await settle(page);
    expect(await windowWidth(page)).toBeLessThan(before / 20);
  });

  it('offers the same numbers as a table whose rows select by keys', async () => {
    const { page } = await bench.openSynthetic('', tall);
    await openStatistics(page);
    const summary = page.locator('[data-figure=latency] summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    const rows = page.locator('[data-figure=latency] tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(8);
    await rows.nth(1).getByRole('button').press('Enter');
    await settle(page);
    expect(await page.locator('#panel-detail .headline').textContent()).toBe('main #3 ');
  });

  it('says the median and the tail in words', async () => {
    const { page } = await bench.openSynthetic('', tall);
    await openStatistics(page);
    expect(await page.locator('[data-figure=latency] figcaption').textContent()).toBe(
      'Message latencymedian 812 µs · p95 9.40 ms · p99 26.0 ms · max 38.4 ms',
    );
  });
});
