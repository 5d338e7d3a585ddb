// A program that was really recorded, opened as its person would open it: the file that `run --html` wrote.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, settle, startBench } from './support/openPage.ts';

describe('a recorded program', () => {
  let bench: Bench;
  let file: string;
  beforeAll(async () => {
    bench = await startBench();
    file = join(bench.folder, 'tree.html');
    await promisify(execFile)(process.execPath, [
      'dist/cli.cjs',
      'run',
      '--quiet',
      '--out',
      join(bench.folder, 'tree.ctrace'),
      '--html',
      file,
      'test/programs/transports/tree.mjs',
    ]);
  });
  afterAll(() => bench.stop());

  it('shows its processes and threads as lanes, without a complaint and without a request', async () => {
    const { page, complaints, requests } = await bench.openFile(file);
    await page.waitForSelector('[role=treeitem]');
    expect(await page.title()).toBe('tree.mjs · Trace Concurrency');
    expect(await page.locator('.row.band .name').first().textContent()).toContain('tree.mjs');
    expect(await page.locator('.status .counts').textContent()).toContain('2 processes · 4 threads');
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });

  it('tells the story of a slice that is reached by keys', async () => {
    const { page } = await bench.openFile(file);
    await page.waitForSelector('[role=treeitem]');
    await settle(page);
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.headline');
    expect(await page.locator('.detail dl').textContent()).toContain('thread');
    expect(await page.locator('.clock tr.own').count()).toBe(1);
  });

  it('finds a task by its name', async () => {
    const { page } = await bench.openFile(file);
    await page.waitForSelector('[role=treeitem]');
    await page.keyboard.press('/');
    await page.keyboard.type('top level');
    await page.waitForSelector('[role=option]');
    expect(await page.locator('[role=option]').count()).toBeGreaterThanOrEqual(2);
  });

  it('draws its statistics', async () => {
    const { page, complaints } = await bench.openFile(file);
    await page.waitForSelector('[role=treeitem]');
    await page.keyboard.press('2');
    await page.waitForSelector('[data-figure=transports]');
    expect(await page.locator('[data-figure=transports] figcaption').textContent()).toMatch(/\d+ messages/);
    expect(complaints).toEqual([]);
  });
});
