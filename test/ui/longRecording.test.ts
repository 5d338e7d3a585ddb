// A recording too long to be replayed before the first frame: its beginning stands on screen first, then the whole takes its place.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bench, startBench } from './support/openPage.ts';

const calls = 60_000;
/** What the page's marks and its banner said over time, gathered from before its first script on. */
const watch = (): void => {
  const seen: string[] = [];
  Object.assign(window, { seen });
  const note = (what: string): void => {
    if (seen.at(-1) !== what) seen.push(what);
  };
  new MutationObserver(() => {
    if (document.querySelector('[data-state=part]') !== null) note('part');
    else if (document.querySelector('.status .counts')?.textContent) note('whole');
  }).observe(document, { subtree: true, childList: true, characterData: true });
};

let bench: Bench;
let file: string;
beforeAll(async () => {
  bench = await startBench();
  const program = join(bench.folder, 'long.mjs');
  writeFileSync(program, `async function step() { await null; }\nfor (let call = 0; call < ${calls}; call++) await step();\n`);
  file = join(bench.folder, 'long.html');
  await promisify(execFile)(process.execPath, [
    'dist/cli.cjs',
    'run',
    '--quiet',
    '--out',
    join(bench.folder, 'long.ctrace'),
    '--html',
    file,
    program,
  ]);
}, 60_000);
afterAll(() => bench.stop());

it('shows the beginning, then the whole, and says which it is', async () => {
  const context = await bench.browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(`file://${file}`);
  await page.waitForFunction(() => performance.getEntriesByName('timeline indexed').length > 0);
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(['part', 'whole']);
  const tasks = Number((await page.locator('.status .counts').textContent())!.match(/([\d,]+) tasks/)![1]!.replaceAll(',', ''));
  expect(tasks).toBeGreaterThan(calls);
  const names = await page.evaluate(() => performance.getEntries().map(({ name }) => name));
  expect(names.filter((name) => name.startsWith('timeline '))).toEqual(
    expect.arrayContaining(['timeline first frame', 'timeline sharp', 'timeline indexed']),
  );
  await context.close();
});
