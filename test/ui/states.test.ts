// States: nothing recorded, a failed program, a trace with gaps, a page whose trace cannot be read.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './support/openPage.ts';

const trace = (base64: string): string => `<script type="application/octet-stream" id="trace">${base64}</script>`;

describe('states', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.stop());

  const openWith = async (name: string, element: string) => {
    const file = join(bench.folder, `${name}.html`);
    await writeFile(
      file,
      (await readFile('dist/timeline.html', 'utf8')).replace('<!--trace-->', () => element),
    );
    const { page } = await bench.openFile(file);
    await page.waitForSelector('[data-state=unreadable]');
    return page.locator('[data-state=unreadable]').textContent();
  };

  it('says that nothing was recorded and what to type', async () => {
    const { page } = await bench.openSynthetic('empty');
    expect(await page.locator('[data-state=empty]').textContent()).toMatch(/^Nothing was recorded.*trace-concurrency run program\.ts/);
  });

  it('puts the error of a failed program on top and keeps the timeline', async () => {
    const { page } = await bench.openSynthetic('failed');
    expect(await page.getByRole('alert').textContent()).toBe('The program failed: exit code 1 after an uncaught TypeError: fetch failed.');
    expect(await page.locator('[role=treeitem]').count()).toBeGreaterThan(5);
  });

  it('says what a truncated trace lacks', async () => {
    const { page } = await bench.openSynthetic('gaps');
    expect(await page.getByRole('alert').textContent()).toBe('Thread worker 2 was killed; at most 512 of its last records are missing.');
    expect(await page.locator('.status .counts').textContent()).toContain('at most 512 lost');
    await page.getByRole('button', { name: 'Close this note' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('says that a page holds no trace', async () => {
    expect(await openWith('none', '<!--trace-->')).toMatch(/^This trace cannot be readThis page holds no trace/);
  });

  it('says that the compression is damaged', async () => {
    expect(await openWith('damaged', trace(Buffer.from('not gzip at all').toString('base64')))).toContain(
      'The trace in this page is damaged',
    );
  });

  it('says what stands there instead of a trace', async () => {
    const said = await openWith('other', trace(gzipSync('a shopping list').toString('base64')));
    expect(said).toMatch(/^This trace cannot be read.*expected a trace/);
    expect(said).toContain('trace-concurrency export');
  });
});
