// Folding lanes: by the twist, by keys, and what is idle at once.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench } from './support/openPage.ts';

describe('folding', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  it('folds a process by its twist and opens it again', async () => {
    const { page } = await bench.openSynthetic();
    const items = page.locator('[role=treeitem]');
    expect(await items.count()).toBe(12);
    await page.getByRole('button', { name: 'Fold crawler' }).click();
    await settle(page);
    expect(await items.count()).toBe(6);
    expect(await items.first().getAttribute('aria-expanded')).toBe('false');
    await page.getByRole('button', { name: 'Open crawler' }).click();
    await settle(page);
    expect(await items.count()).toBe(12);
  });

  it('folds by arrow keys and keeps the focus on the lane', async () => {
    const { page } = await bench.openSynthetic();
    await page.locator('[role=treeitem]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await settle(page);
    expect(await page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent)).toBe('main');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('false');
  });

  it('folds idle lanes with I and says so on the button', async () => {
    const { page } = await bench.openSynthetic();
    await page.keyboard.press('i');
    await settle(page);
    expect(await page.getByRole('treeitem', { name: /garbage/ }).count()).toBe(0);
    expect(await page.locator('[data-command=hideIdle]').getAttribute('aria-pressed')).toBe('true');
  });

  it('shows the detail of a lane that is clicked', async () => {
    const { page } = await bench.openSynthetic();
    await page
      .getByRole('treeitem', { name: /saveBatch/ })
      .locator('.name')
      .click();
    await settle(page);
    expect(await page.locator('.headline').textContent()).toMatch(/^saveBatch/);
    expect(await page.getByRole('treeitem', { name: /saveBatch/ }).getAttribute('aria-selected')).toBe('true');
  });

  it('resizes the label column by drag and by keys', async () => {
    const { page } = await bench.openSynthetic();
    const width = () => page.locator('.labels').evaluate((column) => column.clientWidth);
    const before = await width();
    await page.getByRole('separator', { name: 'Width of the label column' }).press('ArrowRight');
    await settle(page);
    expect(await width()).toBe(before + 16);
  });
});
