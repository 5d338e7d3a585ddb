// What a person does with findings: a click on a problem, a key on a line, the lens over a program.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

vi.setConfig({ testTimeout: 3 * patienceMs, hookTimeout: 3 * patienceMs });

describe('findings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-findings-'));
  const workspace = join(folder, 'workspace');
  const shots = join(root, 'build/screenshots');
  const patiently = { timeout: 40_000, interval: 300 };
  let bench: Workbench;

  const shoot = (name: string): Promise<unknown> => bench.page.screenshot({ path: join(shots, `${name}.png`) });
  const status = (text: string | RegExp): Locator => bench.page.locator('.statusbar-item', { hasText: text });
  const traces = (): readonly string[] => {
    const place = join(workspace, '.trace-concurrency');
    return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.ctrace')) : [];
  };
  const detailOf = (timeline: Frame): Promise<string> => timeline.locator('.panel').first().innerText();
  /** Puts the cursor of the editor in front on a line. */
  const goToLine = async (line: number): Promise<void> => {
    // What has just been opened may still take the focus.
    await until(async () => {
      await bench.page.keyboard.press('Control+G');
      await bench.page.keyboard.type(`${line}`);
      await bench.page.keyboard.press('Enter');
      await status(new RegExp(`^Ln ${line}, `)).waitFor({ timeout: 5000 });
      return true;
    }, `line ${line}`);
  };

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    cpSync(join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
    bench = await openWorkbench(workspace, {
      extension: packExtension(),
      settings: { 'workbench.colorTheme': 'Dark Modern' },
    });
  }, 180_000);
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(async () => void (await shoot(`failed ${task.name.slice(0, 40)}`)));
  });
  afterAll(async () => {
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs a program by the lens over its entry, and counts what is recorded', async () => {
    await bench.open('wrong.ts');
    const lens = bench.page.locator('.codelens-decoration a', { hasText: 'Run with Timeline' });
    await lens.waitFor();
    await shoot('lens-dark');
    await lens.click();
    const recording = status(/wrong\.ts \d+:\d\d · \d[\d,]* records/);
    await recording.waitFor();
    const first = await recording.innerText();
    await until(async () => (await recording.innerText()) !== first, 'another count');
    await shoot('recording');
  });

  it('shows in the Problems panel what has gone wrong so far, and at the end what never settled', async () => {
    await bench.command('Problems: Focus on Problems View');
    const problems = bench.page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: 'Nobody handled the rejection of fails: Error: boom' }).waitFor();
    await problems.filter({ hasText: 'busy held up the event loop for' }).waitFor();
    expect(await problems.filter({ hasText: 'never settled' }).count()).toBe(0);
    writeFileSync(join(workspace, 'enough'), '');
    await problems.filter({ hasText: '2 calls of hang never settled' }).waitFor();
    await until(async () => traces().length === 1, 'the trace');
    await shoot('problems-dark');
    await bench.theme('Light Modern', 'vs');
    await shoot('problems-light');
    await bench.theme('Dark Modern', 'vs-dark');
  });

  it('goes from a problem to its evidence on the timeline', async () => {
    await bench.command('Problems: Focus on Problems View');
    const problem = bench.page.locator('.markers-panel .monaco-list-row', { hasText: 'hang never settled' });
    await problem.locator('a', { hasText: 'Show in Timeline' }).click();
    const timeline = await bench.timeline();
    await expect.poll(() => detailOf(timeline), patiently).toContain('never settled');
    expect(await detailOf(timeline)).toContain('one of 2 at this place');
    await shoot('evidence');
  });

  it('goes from a line to what ran there, and on to the next of it by the same keys', async () => {
    // Where the source is, so that the timeline stays in sight.
    await bench.command('View: Focus First Editor Group');
    await bench.open('wrong.ts');
    await goToLine(7);
    await bench.page.keyboard.press('Control+Alt+J');
    await status('wrong.ts:7: 1 of 2').waitFor();
    const timeline = await bench.timeline();
    await expect.poll(() => detailOf(timeline), patiently).toContain('hang #1');
    await bench.page.keyboard.press('Control+Alt+J');
    await status('wrong.ts:7: 2 of 2').waitFor();
    await expect.poll(() => detailOf(timeline), patiently).toContain('hang #2');
    await shoot('from-line');
    await bench.page.keyboard.press('Control+Shift+Alt+J');
    await status('wrong.ts:7: 1 of 2').waitFor();
    expect(await bench.page.locator('.tab', { hasText: 'wrong.ctrace' }).count()).toBe(1);
  });

  it('opens the newest run when no timeline is open, and says so when nothing ran at the line', async () => {
    await bench.command('View: Close All Editors');
    await bench.open('wrong.ts');
    await goToLine(11);
    await bench.page.keyboard.press('Control+Alt+J');
    const timeline = await bench.timeline();
    await expect.poll(() => detailOf(timeline), patiently).toContain('waits');
    await goToLine(1);
    await bench.page.keyboard.press('Control+Alt+J');
    await bench.page.locator('.notification-toast', { hasText: 'Nothing ran at wrong.ts:1 in wrong.ts.' }).waitFor();
    await shoot('nothing-ran');
  });

  it('opens beside the source when its tab is hidden behind it', async () => {
    await bench.command('View: Close All Editors');
    await bench.command('Trace Concurrency: Show Timeline');
    await bench.timeline();
    await bench.open('wrong.ts');
    await goToLine(7);
    await bench.page.keyboard.press('Control+Alt+J');
    await expect.poll(async () => detailOf(await bench.timeline()), patiently).toContain('hang #1');
    await bench.page.locator('.view-line', { hasText: 'async function hang' }).waitFor();
  });

  it('stands in the menu of a source, and takes findings away by command', async () => {
    await bench.command('Notifications: Clear All Notifications');
    await bench.page.locator('.view-line', { hasText: 'async function waits' }).click({ button: 'right' });
    await bench.page.locator('.context-view .action-label', { hasText: 'Show in Timeline' }).waitFor();
    await bench.page.keyboard.press('Escape');
    await bench.command('Trace Concurrency: Clear Findings');
    await bench.command('Problems: Focus on Problems View');
    await bench.page.locator('.markers-panel', { hasText: 'No problems' }).waitFor();
    await bench.command('Trace Concurrency: Show Findings');
    await bench.page.locator('.markers-panel .monaco-list-row', { hasText: 'hang never settled' }).waitFor();
  });

  it('lists how much was recorded', async () => {
    await bench.page.locator('.activitybar .action-item a[aria-label^="Trace Concurrency"]').click();
    const row = bench.page.locator('.sidebar .monaco-list-row', { hasText: 'wrong.ts' });
    await expect.poll(() => row.innerText(), patiently).toMatch(/\d s · \d[\d,]* records · /);
    await shoot('runs-counts');
  });
});
