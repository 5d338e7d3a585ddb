// Selecting: by click, by keys, by link and by search; what is then shown, drawn and spoken.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, clickAt, findStretch, isNear, pixelRow, settle, startBench, themeColour } from './support/openPage.ts';

const fetchPageRow = 2;

describe('selecting', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  it('shows the detail of a clicked slice and rings it', async () => {
    const { page } = await bench.openSynthetic();
    const point = await findStretch(page, fetchPageRow, await themeColour(page, 'hue-0'), 10);
    await clickAt(page, point);
    expect(await page.locator('.headline').textContent()).toMatch(/^fetchPage #\d+/);
    expect(await page.locator('.clock tr.own').textContent()).toContain('212');
    const accent = await themeColour(page, 'accent');
    const ring = await pixelRow(page, 1, fetchPageRow * 28 + 2, 0, 1100);
    expect(ring.some((colour) => isNear(colour, accent))).toBe(true);
  });

  it('speaks the selection', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('ArrowDown');
    await settle(page);
    expect(await page.locator('[role=status]').textContent()).toBe(
      'main #0. selected · slice of task. task main #0 · async function. source src/crawler.ts:48:11. ran 1.84 ms in 4 slices',
    );
  });

  it('walks the timeline by keys alone: down a row, along a task, to the cause, and copies the source', async () => {
    const { page } = await bench.openSynthetic();
    const headline = () => page.locator('.headline').textContent();
    await page.keyboard.press('ArrowDown');
    await settle(page);
    await page.keyboard.press('ArrowDown');
    await settle(page);
    expect(await headline()).toMatch(/^fetchPage/);
    const first = await headline();
    await page.keyboard.press('ArrowRight');
    await settle(page);
    expect(await headline()).not.toBe(first);
    await page.keyboard.press('[');
    await settle(page);
    expect(await headline()).toBe(first);
    await page.keyboard.press('Enter');
    await settle(page);
    expect(await page.locator('.toast').textContent()).toBe('Copied /home/ada/crawler/src/crawler.ts:48:11');
    await page.keyboard.press('Escape');
    await settle(page);
    expect(await page.locator('.invite').count()).toBe(1);
  });

  it('reaches everything with Tab: search, tools, minimap, lanes, timeline, tabs', async () => {
    const { page } = await bench.openSynthetic();
    const stops: string[] = [];
    // Once round the page.
    while (stops.length < 40 && stops.lastIndexOf('combobox') <= 0) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName.toLowerCase() ?? ''),
      );
    }
    for (const role of ['combobox', 'button', 'slider', 'treeitem', 'application', 'separator', 'tab', 'tabpanel'])
      expect(stops).toContain(role);
    expect(stops.filter((role) => role === 'treeitem')).toHaveLength(1);
  });

  it('follows a link of the story to what it names', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await settle(page);
    await page.locator('.story [data-link=select]').click();
    await settle(page);
    expect(await page.locator('.headline').textContent()).toMatch(/^main #0/);
  });

  it('opens what hides the target of a link', async () => {
    const { page } = await bench.openSynthetic();
    await page.getByRole('button', { name: 'Fold crawler' }).click();
    await settle(page);
    await page.keyboard.press('/');
    await page.keyboard.type('parsePage');
    await page.waitForSelector('[role=option]');
    await page.keyboard.press('Enter');
    await settle(page);
    expect(await page.getByRole('treeitem', { name: /parsePage/ }).count()).toBe(1);
    expect(await page.locator('.headline').textContent()).toMatch(/^parsePage/);
  });

  it('searches by name: lists, counts, and goes from match to match', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('/');
    await page.keyboard.type('settle');
    await page.waitForSelector('[role=option]');
    await expect.poll(() => page.locator('.search .count').textContent()).toBe('24');
    await page.keyboard.press('Enter');
    await settle(page);
    expect(await page.locator('.search .count').textContent()).toBe('1 of 24');
    const first = await page.locator('.headline').textContent();
    await page.keyboard.press('Enter');
    await settle(page);
    expect(await page.locator('.search .count').textContent()).toBe('2 of 24');
    expect(await page.locator('.headline').textContent()).not.toBe(first);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application');
  });

  it('goes to a match of what was typed even when Enter is faster than the list', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('/');
    await page.keyboard.insertText('settle');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.headline');
    expect(await page.locator('.headline').textContent()).toMatch(/^settle/);
  });

  it('says so when nothing is found', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('/');
    await page.keyboard.type('zebra');
    await page.getByText('Nothing is named “zebra”.').waitFor();
    expect(await page.locator('[role=option]').count()).toBe(0);
  });

  it('shows a card with the facts of what the pointer rests on', async () => {
    const { page } = await bench.openSynthetic();
    const point = await findStretch(page, fetchPageRow, await themeColour(page, 'hue-0'), 10);
    await page.locator('.timeline').hover({ position: point });
    await page.waitForSelector('.card:not([hidden])');
    expect(await page.locator('.card').textContent()).toMatch(/^fetchPage #\d+slice of task.*ran1.84 ms in 4 slices/);
  });

  it('accents the arrows of the selection', async () => {
    const { page } = await bench.openSynthetic();
    const accent = await themeColour(page, 'accent');
    const accentPixels = async (): Promise<number> => {
      const rows = await Promise.all([3, 4, 5].map((row) => pixelRow(page, 0, row * 28 + 1, 0, 1100)));
      return rows.flat().filter((colour) => isNear(colour, accent, 30)).length;
    };
    expect(await accentPixels()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await settle(page);
    await page.keyboard.press('ArrowDown');
    await settle(page);
    expect(await accentPixels()).toBeGreaterThan(2);
  });

  it('zooms to a bunch of messages when its pill is clicked', async () => {
    const { page } = await bench.openSynthetic();
    const before = await page.locator('.minimap .window').boundingBox();
    const card = await themeColour(page, 'card');
    const pixels = await pixelRow(page, 0, 4 * 28 + 8, 0, 1100);
    const x = pixels.findIndex((colour) => isNear(colour, card, 2));
    expect(x).toBeGreaterThan(0);
    await clickAt(page, { x: x + 6, y: 4 * 28 + 13 });
    expect((await page.locator('.minimap .window').boundingBox())!.width).toBeLessThan(before!.width / 4);
  });
});
