// Takes the pictures of the README: the sample program traced, its timeline opened in a browser, one wait selected.

import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureChromium } from './ensureChromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-pictures-'));
const page = join(folder, 'sample.html');
execFileSync(
  process.execPath,
  ['dist/cli.cjs', 'run', '--quiet', '--out', join(folder, 'sample.ctrace'), '--html', page, 'media/sample/crawler.ts'],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);

const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
for (const colorScheme of ['dark', 'light']) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, deviceScaleFactor: 1.5, colorScheme });
  const view = await context.newPage();
  await view.goto(pathToFileURL(page).href);
  const search = view.getByRole('combobox').or(view.getByRole('searchbox')).first();
  await search.fill('fetchPage kind:wait dur:>8ms');
  await view.waitForTimeout(800);
  await search.press('Enter');
  await search.press('Escape');
  await view.locator('canvas').first().focus();
  for (const key of ['f', 's', 's', 's']) {
    await view.keyboard.press(key);
    await view.waitForTimeout(300);
  }
  await view.waitForTimeout(500);
  await view.screenshot({ path: `media/timeline-${colorScheme}.png` });
  await context.close();
}
await browser.close();
