// Sizes: from a narrow panel to a sharp large screen.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench } from './support/openPage.ts';

describe('sizes', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  for (const width of [320, 480, 700, 1000, 1400]) {
    it(`never overflows at ${width} pixels`, async () => {
      const { page } = await bench.openSynthetic('failed&gaps', { viewport: { width, height: 640 } });
      await page.keyboard.press('ArrowDown');
      await settle(page);
      const overflow = await page.evaluate(() =>
        [...document.querySelectorAll('.toolbar, .overview, .panel, .status, .banner, .view')]
          .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
          .map((part) => part.className),
      );
      expect(overflow).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.locator('.timeline').evaluate((lanes) => lanes.clientWidth)).toBeGreaterThan(width * 0.4);
    });
  }

  it('keeps the toolbar on one line at 701 pixels', async () => {
    const { page } = await bench.openSynthetic('', { viewport: { width: 701, height: 640 } });
    expect(await page.locator('.toolbar').evaluate((bar) => bar.clientHeight)).toBeLessThanOrEqual(40);
    expect(await page.locator('[data-command=help]').isVisible()).toBe(true);
  });

  it('folds the tools into a menu below 700 pixels, where each still works', async () => {
    const { page } = await bench.openSynthetic('', { viewport: { width: 400, height: 700 } });
    expect(await page.locator('[data-command=help]').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'More' }).click();
    await page.locator('[data-command=help]').click();
    expect(await page.getByRole('dialog', { name: 'Keys' }).isVisible()).toBe(true);
    expect(await page.locator('[data-command=legend]').isVisible()).toBe(false);
  });

  it('draws with every pixel of a sharp 4K screen', async () => {
    const { page } = await bench.openSynthetic('', { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 2 });
    const [bitmap, shown] = await page
      .locator('.timeline canvas')
      .first()
      .evaluate((canvas) => [(canvas as HTMLCanvasElement).width, canvas.clientWidth]);
    expect(bitmap).toBe(shown * 2);
  });

  it('puts every tool to a key that its tooltip names', async () => {
    const { page } = await bench.openSynthetic();
    const titles = await page.locator('.toolbar .tools button').evaluateAll((buttons) => buttons.map((each) => each.getAttribute('title')));
    expect(titles).toHaveLength(10);
    for (const title of titles) expect(title).toMatch(/ \(.+\)$/);
  });

  it('lists the keys with ? and closes the list with Escape', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    expect(await dialog.textContent()).toContain('Zoom in');
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
  });

  it('explains every sign with L', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog', { name: 'Legend' });
    expect(await dialog.locator('dt canvas').count()).toBe(16);
    const blank = await dialog.locator('dt canvas').evaluateAll(
      (canvases) =>
        canvases.filter((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const data = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
          return new Set(new Uint32Array(data.buffer)).size < 2;
        }).length,
    );
    expect(blank).toBe(0);
  });
});
