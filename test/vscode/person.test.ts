// The packed extension as a person meets it: in a workbench, by palette, keys and pointer.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

const shots = join(root, 'build/screenshots');
const themes = [
  ['Light Modern', 'vs', 'light'],
  ['Dark High Contrast', 'hc-black', 'contrast-dark'],
  ['Light High Contrast', 'hc-light', 'contrast-light'],
  ['Dark Modern', 'vs-dark', 'dark'],
] as const;

const patiently = { timeout: 40_000, interval: 200 };

/** What of the run is in view, in words; null before the first paint. */
const windowOf = (timeline: Frame): Promise<string | null> => timeline.locator('.minimap .window').getAttribute('aria-valuetext');

vi.setConfig({ testTimeout: 3 * patienceMs, hookTimeout: 3 * patienceMs });

describe('the packed extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-person-'));
  const workspace = join(folder, 'workspace');
  let bench: Workbench;

  const shoot = (name: string): Promise<unknown> => bench.page.screenshot({ path: join(shots, `${name}.png`) });
  const traces = (): readonly string[] => {
    const place = join(workspace, '.trace-concurrency');
    return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.ctrace')) : [];
  };
  const closeEditors = async (): Promise<void> => {
    await bench.command('View: Close All Editors');
  };

  /** Runs a program that goes on until it is stopped; resolves with its timeline when that shows lanes. */
  const runSlow = async (): Promise<Frame> => {
    await closeEditors();
    await bench.open('slow.ts');
    await bench.command('Trace Concurrency: Run Current File');
    const timeline = await bench.timeline();
    await timeline.locator('.labels .row', { hasText: 'step' }).waitFor();
    return timeline;
  };
  /** What `ask` answers once it has answered the same for a second. */
  const standing = (ask: () => Promise<string | null>, what: string): Promise<string> =>
    until(async () => {
      const before = await ask();
      await bench.page.waitForTimeout(1000);
      return before === (await ask()) && before;
    }, what);

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    cpSync(join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
    cpSync(join(root, 'media/sample'), join(workspace, 'sample'), { recursive: true });
    bench = await openWorkbench(workspace, {
      extension: packExtension(),
      settings: { 'workbench.colorTheme': 'Dark Modern' },
    });
  });
  afterAll(async () => {
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(async () => void (await shoot(`failed ${task.name.slice(0, 40)}`)));
  });

  it('runs the file in the editor from the palette and shows its lanes while it runs', async () => {
    await bench.open('slow.ts');
    await bench.command('Trace Concurrency: Run Current File');
    const timeline = await bench.timeline();
    await timeline.locator('.labels .row', { hasText: 'step' }).waitFor();
    expect(traces()).toEqual([]);
    await timeline.locator('.status .recording', { hasText: /^recording/ }).waitFor();
    const countTasks = async (): Promise<string> => (await timeline.locator('.status .counts').textContent()) ?? '';
    const first = await countTasks();
    await bench.page.locator('.statusbar-item', { hasText: 'slow.ts' }).waitFor();
    await until(async () => (await countTasks()) !== first, 'more tasks');
    await shoot('live');
    writeFileSync(join(workspace, 'enough'), '');
    await until(async () => traces().length === 1, 'the trace');
    await timeline.locator('.status .recording').waitFor({ state: 'hidden' });
    await bench.page.locator('.statusbar-item', { hasText: 'slow.ts' }).waitFor({ state: 'detached' });
    expect(await bench.page.locator('.terminal-wrapper').count()).toBe(1);
    await shoot('ended');
    rmSync(join(workspace, 'enough'));
  });

  it('goes by double click to the line of a slice or wait, as the detail names it', async () => {
    const timeline = await bench.timeline();
    const row = timeline.locator('.labels .row', { hasText: 'step' }).first();
    const { y, height } = (await row.boundingBox())!;
    const lanes = (await timeline.locator('.timeline').boundingBox())!;
    await bench.page.mouse.click(lanes.x + lanes.width / 2, y + height / 2);
    const detail = timeline.locator('.panel', { hasText: /step #\d/ });
    await detail.waitFor();
    // A run that ended early has room for a wait there, a longer one only for slices.
    const line = /slow\.ts:([89])/.exec((await detail.textContent()) ?? '')?.[1];
    expect(line).toBeDefined();
    await shoot('selected');
    await bench.page.mouse.dblclick(lanes.x + lanes.width / 2, y + height / 2);
    await bench.page.locator('.statusbar-item', { hasText: new RegExp(`^Ln ${line}, Col`) }).waitFor();
    await shoot('source');
  });

  for (const [label, kind, look] of themes) {
    it(`takes the theme ${label} at once`, async () => {
      await bench.theme(label, kind);
      const timeline = await bench.timeline();
      await timeline.locator(`html[data-look=${look}]`).waitFor({ state: 'attached' });
      // The canvas too is drawn in the editor's own colours.
      await until(
        () =>
          timeline.evaluate(() => {
            const canvas = document.querySelector<HTMLCanvasElement>('.timeline canvas')!;
            const wanted = document.createElement('span');
            wanted.style.color = 'var(--vscode-editor-background)';
            document.body.append(wanted);
            const { color } = getComputedStyle(wanted);
            wanted.remove();
            const [red, green, blue] = canvas.getContext('2d')!.getImageData(canvas.width - 2, canvas.height - 2, 1, 1).data;
            return color === `rgb(${red}, ${green}, ${blue})`;
          }),
        'the canvas in the new theme',
      );
      await shoot(`theme-${look}`);
    });
  }

  it('stands where it stood when its tab is hidden and shown again', async () => {
    await closeEditors();
    await bench.command('Trace Concurrency: Show Timeline');
    const timeline = await bench.timeline();
    const whole = await windowOf(timeline);
    await timeline.locator('.timeline').focus();
    for (let i = 0; i < 4; i++) await bench.page.keyboard.press('w');
    await expect.poll(() => windowOf(timeline), patiently).not.toBe(whole);
    // Remembered: the host is told a moment after it stands still.
    await bench.page.waitForTimeout(1000);
    const before = await windowOf(timeline);
    await bench.open('tell.ts');
    await bench.command('Trace Concurrency: Show Timeline');
    await expect.poll(async () => windowOf(await bench.timeline()), patiently).toBe(before);
  });

  it('stands where it stood after a reload of the window', async () => {
    const before = await windowOf(await bench.timeline());
    await bench.reload();
    await expect.poll(async () => windowOf(await bench.timeline()), patiently).toBe(before);
  });

  it('ends a run whose window is reloaded, and its trace opens as finished', async () => {
    await closeEditors();
    await bench.open('family.ts');
    const before = traces().length;
    await bench.command('Trace Concurrency: Run Current File');
    await (await bench.timeline()).locator('.status .recording', { hasText: /^recording/ }).waitFor();
    await until(async () => existsSync(join(workspace, 'pids.json')), 'the family');
    await bench.reload();
    await until(async () => traces().length === before + 1, 'the trace');
    const timeline = await bench.timeline();
    await timeline.locator('.banner', { hasText: 'killed by' }).waitFor();
    await shoot('reloaded');
  });

  it('lists the runs with how they ended', async () => {
    await bench.page.locator('.activitybar .action-item a[aria-label^="Trace Concurrency"]').click();
    const rows = bench.page.locator('.sidebar .monaco-list-row');
    await rows.nth(1).waitFor();
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('family.ts'), expect.stringContaining('slow.ts')]);
    expect(await rows.first().getAttribute('aria-label')).toContain('failed');
    await shoot('runs');
  });

  it('stops a program by a click in the status bar and shows what was recorded', async () => {
    const timeline = await runSlow();
    await bench.page.locator('.statusbar-item', { hasText: 'slow.ts' }).click();
    await timeline.locator('.banner', { hasText: 'killed by SIGTERM' }).waitFor();
    await bench.page.locator('.statusbar-item', { hasText: 'slow.ts' }).waitFor({ state: 'detached' });
  });

  it('stands still with P and goes on when asked', async () => {
    const timeline = await runSlow();
    await timeline.locator('.timeline').focus();
    await bench.page.keyboard.press('ArrowDown');
    await bench.page.keyboard.press('p');
    await timeline.locator('.status .recording', { hasText: /^paused · recording/ }).waitFor();
    const counts = (): Promise<string | null> => timeline.locator('.status .counts').textContent();
    // What was on its way when the key was pressed still comes.
    const held = await standing(counts, 'a page that stands still');
    await bench.page.waitForTimeout(1000);
    expect(await counts()).toBe(held);
    await shoot('paused');
    await timeline.locator('.timeline').focus();
    await bench.page.keyboard.press('p');
    await until(async () => (await counts()) !== held, 'more tasks');
    await bench.command('Trace Concurrency: Stop');
    await timeline.locator('.banner', { hasText: 'killed by SIGTERM' }).waitFor();
  });

  it('goes on where it stood when its tab is hidden and shown again while its program runs', async () => {
    const timeline = await runSlow();
    // A person who zooms in wants to stay there, whatever comes.
    await timeline.locator('.timeline').focus();
    for (let i = 0; i < 4; i++) await bench.page.keyboard.press('w');
    const counts = async (): Promise<string | null> => (await bench.timeline()).locator('.status .counts').textContent();
    const stood = await standing(() => windowOf(timeline), 'a window that stands still');
    const earlier = await counts();
    // A file in the same group hides it, and with it goes its page.
    await bench.page.locator('.tab', { hasText: '.ctrace' }).click();
    await bench.open('tell.ts');
    await until(async () => (await bench.timelines()).length === 0, 'the hidden timeline');
    await bench.page.locator('.tab', { hasText: '.ctrace' }).click();
    await expect.poll(async () => windowOf(await bench.timeline()), patiently).toBe(stood);
    await until(async () => (await counts()) !== earlier, 'what came in between');
    await (await bench.timeline()).locator('.status .recording', { hasText: /recording/ }).waitFor();
    const shown = await counts();
    await until(async () => (await counts()) !== shown, 'what comes still');
    expect(await windowOf(await bench.timeline())).toBe(stood);
    await bench.command('Trace Concurrency: Stop');
    await (await bench.timeline()).locator('.banner', { hasText: 'killed by SIGTERM' }).waitFor();
  });

  it('runs the npm script that is picked', async () => {
    await closeEditors();
    await bench.command('Trace Concurrency: Run npm Script');
    await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'greet' }).click();
    await until(async () => traces().some((name) => name.endsWith('greet.ctrace')), 'the trace');
    const timeline = await bench.timeline();
    await timeline.locator('.run-title', { hasText: 'npm run greet' }).waitFor();
    await timeline.locator('.status .counts', { hasText: '2 processes' }).waitFor();
    await shoot('npm-script');
  });

  it('runs a program of several processes and threads, and fits into a narrow panel', async () => {
    await closeEditors();
    await bench.open('crawler.ts');
    await bench.command('Trace Concurrency: Run Current File');
    const timeline = await bench.timeline();
    await until(async () => traces().some((name) => name.endsWith('crawler.ctrace')), 'the trace');
    await timeline.locator('.status .recording').waitFor({ state: 'hidden' });
    await shoot('crawler');
    await bench.page.setViewportSize({ width: 700, height: 700 });
    await bench.page.waitForTimeout(500);
    await shoot('narrow');
    await bench.page.setViewportSize({ width: 1400, height: 900 });
  });

  it('lets its page reach nothing, not even the server that it came from', async () => {
    const timeline = await bench.timeline();
    const reached = await timeline.evaluate(async (address) => {
      const image = new Promise<string>((done) => {
        const picture = new Image();
        picture.addEventListener('load', () => done('image'));
        picture.addEventListener('error', () => done('nothing'));
        picture.src = `${address}/favicon.ico`;
      });
      const fetched = fetch(address).then(
        () => 'fetch',
        () => 'nothing',
      );
      return Promise.all([image, fetched]);
    }, bench.server.url);
    expect(reached).toEqual(['nothing', 'nothing']);
    expect(bench.refused.filter((address) => /trace-concurrency|ctrace/.test(address))).toEqual([]);
  });
});
