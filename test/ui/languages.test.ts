// The timeline in other languages: nothing of it stays English, and longer words overflow nothing.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench } from './support/openPage.ts';

const root = join(import.meta.dirname, '../..');
type Texts = Readonly<Record<string, string>>;
const readTexts = (language: string): Texts => JSON.parse(readFileSync(join(root, `l10n/bundle.l10n.${language}.json`), 'utf8')) as Texts;

/** A language of one letter, which is not Latin. */
const made: Texts = Object.fromEntries(Object.keys(readTexts('es')).map((text) => [text, text.replaceAll(/\p{L}/gu, 'ж')]));

const choose = (texts: Texts): string => `failed&gaps&texts=${encodeURIComponent(JSON.stringify(texts))}`;

/** Latin words of the page: texts, and what screen readers and tooltips say. What the trace names, keys and commands are nobody's to translate. */
function latinWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const foreign = '.labels, .run-title, kbd.key, code, canvas, .plot, .banner p, td, th[scope=row], .detail dd';
    const found: string[] = [];
    const note = (text: string | null): void => {
      // How it ended is said by the source, which is made up here.
      const rest = (text ?? '').replace('exit code 0', '').replaceAll(/\b(Ctrl|Shift|Alt|Home|Enter|Esc|p95|p99|max)\b/g, '');
      if (/[a-z]{3,}/i.test(rest)) found.push(rest);
    };
    for (const part of document.querySelectorAll('body *')) {
      if (part.closest(foreign) !== null || part.closest('script, style, noscript') !== null) continue;
      for (const child of part.childNodes) if (child.nodeType === Node.TEXT_NODE) note(child.textContent);
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext']) note(part.getAttribute(name));
    }
    return found;
  });
}

/** Parts of the page that reach beyond what they stand in. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll('.toolbar, .overview, .panel, .status, .banner, .view, dialog[open], dialog[open] *')];
    const wide = parts.filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5);
    return [
      document.documentElement.scrollWidth > innerWidth ? 'the page' : '',
      ...wide.map(({ className, tagName }) => `${tagName} ${className}`),
    ].filter((name) => name !== '');
  });
}

describe('in another language', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  it('nothing of the page stays English: bars, panels, dialogs, and what a screen reader hears', async () => {
    const { page } = await bench.openSynthetic(choose(made));
    expect(await latinWords(page)).toEqual([]);
    for (const key of ['?', 'l']) {
      await page.keyboard.press(key);
      await page.locator('dialog[open]').waitFor();
      expect(await latinWords(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('2');
    await page.locator('figure').first().waitFor();
    expect(await latinWords(page)).toEqual([]);
    await page.getByRole('combobox').fill('nothing of this name');
    await page.locator('.results .note').waitFor();
    expect(await page.locator('.results .note').innerText()).toMatch(/^ж+ жж жжжжж “nothing of this name”\.$/);
  });

  it('nothing stays English where there is nothing to see', async () => {
    const { page } = await bench.openSynthetic(`empty&texts=${encodeURIComponent(JSON.stringify(made))}`);
    await page.locator('[data-state=empty]').waitFor();
    expect(await latinWords(page)).toEqual([]);
  });

  for (const language of ['es', 'pt-br']) {
    for (const width of [320, 700, 1100, 1400]) {
      it(`never overflows at ${width} pixels in ${language}`, async () => {
        const { page } = await bench.openSynthetic(`language=${language}&${choose(readTexts(language))}`, {
          viewport: { width, height: 640 },
        });
        expect(await page.locator('.status').innerText()).toContain('1.318');
        await page.keyboard.press('ArrowDown');
        await settle(page);
        expect(await overflowing(page)).toEqual([]);
        expect(await page.locator('.toolbar').evaluate((bar) => bar.clientHeight)).toBeLessThanOrEqual(40);
        for (const key of ['?', 'l']) {
          await page.keyboard.press(key);
          await page.locator('dialog[open]').waitFor();
          expect(await overflowing(page)).toEqual([]);
          await page.keyboard.press('Escape');
        }
      });
    }
  }
});
