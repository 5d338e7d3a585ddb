// Opening the page: what stands on it, and what it does not do.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench } from './support/openPage.ts';

describe('opening the timeline', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  it('names every lane in a tree with its level', async () => {
    const { page, complaints } = await bench.openSynthetic();
    const items = await page
      .locator('[role=treeitem]')
      .evaluateAll((all) => all.map((item) => `${item.getAttribute('aria-level')} ${item.querySelector('.name')?.textContent}`));
    expect(items.slice(0, 7)).toEqual(['1 crawler', '2 main', '3 fetchPage', '3 saveBatch', '3 timers', '2 worker 1 parse', '3 parsePage']);
    expect(complaints).toEqual([]);
  });

  it('says in the status bar what the trace holds', async () => {
    const { page } = await bench.openSynthetic();
    expect(await page.locator('.status .counts').textContent()).toBe('2 processes · 3 threads · 1,318 tasks · 8 messages · 81,204 events');
  });

  it('asks nothing of any network and breaks no rule of its own policy', async () => {
    const { page, complaints, requests } = await bench.openSynthetic();
    await page.keyboard.press('2');
    await page.waitForSelector('.statistics canvas');
    await settle(page);
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });

  it('forbids scripts that are not its own', async () => {
    const { page } = await bench.openSynthetic();
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.head.append(script);
      await new Promise((done) => setTimeout(done, 50));
      return document.title;
    });
    expect(ran).not.toBe('owned');
  });

  it('leaves nothing of itself in the global scope', async () => {
    const { page } = await bench.openSynthetic();
    const own = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      // Index properties are frames; `root` is the element of that id, as browsers have it.
      return Object.getOwnPropertyNames(window).filter(
        (name) => !plain.has(name) && !/^\d+$/.test(name) && !/^__playwright|^__pw/i.test(name),
      );
    });
    expect(own).toEqual([]);
  });

  it('shows the whole run at first', async () => {
    const { page } = await bench.openSynthetic();
    expect(await page.locator('.minimap .window').getAttribute('aria-valuetext')).toBe('0 ns to 200 ms');
  });

  it('stands while its trace is read, and cannot be used before', async () => {
    const { page } = await bench.openSynthetic();
    await page.evaluate(() => {
      location.hash = 'held';
      location.reload();
    });
    await page.waitForSelector('.view[aria-busy] [data-state=opening]');
    await page.keyboard.press('?');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.getByRole('progressbar', { name: 'Opening the trace' }).count()).toBe(1);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.view:not([aria-busy]) [role=treeitem]');
    expect(await page.locator('[data-state=opening]').count()).toBe(0);
    await page.keyboard.press('?');
    expect(await page.locator('dialog[open]').count()).toBe(1);
  });
});
