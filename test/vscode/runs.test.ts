// What a person does with runs and traces: the view of runs, export, menus, several timelines side by side, and all of it by keys.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

vi.setConfig({ testTimeout: 3 * patienceMs, hookTimeout: 3 * patienceMs });

describe('runs and traces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-runs-'));
  const workspace = join(folder, 'workspace');
  const place = join(workspace, '.trace-concurrency');
  let bench: Workbench;

  const traces = (): readonly string[] => readdirSync(place).filter((name) => name.endsWith('.ctrace'));
  const record = (program: string, out: string): void => {
    const words = [join(root, 'dist/cli.cjs'), 'run', '--quiet', '--out', out, program];
    execFileSync(process.execPath, words, { cwd: workspace, stdio: 'ignore' });
  };

  beforeAll(async () => {
    cpSync(join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
    mkdirSync(place);
    record('two words.ts', join(place, '2026-01-02T03-04-05-words.ctrace'));
    record('tell.ts', join(place, '2026-01-02T03-04-06-tell.ctrace'));
    record('two words.ts', join(workspace, 'one.ctrace'));
    record('tell.ts', join(workspace, 'other.ctrace'));
    bench = await openWorkbench(workspace, { extension: packExtension() });
  });
  afterAll(async () => {
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(() => bench.shoot(`failed ${task.name.slice(0, 40)}`));
  });

  it('opens a run of the list by a click', async () => {
    const runs = await bench.runs();
    await runs.filter({ hasText: 'two words.ts' }).click();
    const timeline = await bench.timeline();
    await timeline.locator('.labels .row', { hasText: 'greet' }).waitFor();
    await bench.shoot('run-opened');
  });

  it('runs a run of the list again', async () => {
    const before = traces().length;
    const runs = await bench.runs();
    await bench.chooseFromMenu(runs.filter({ hasText: 'two words.ts' }), 'Run Again');
    await until(() => traces().length === before + 1, 'the trace of the second run');
    await until(async () => (await (await bench.runs()).filter({ hasText: 'two words.ts' }).count()) === 2, 'both in the list');
  });

  it('renames a run by F2 and keeps it under its name', async () => {
    const runs = await bench.runs();
    await bench.chooseFromMenu(runs.filter({ hasText: 'tell.ts' }), 'Rename');
    const box = bench.page.locator('.quick-input-widget input[type="text"]');
    await box.waitFor();
    await box.fill('no/such');
    await bench.page.locator('.quick-input-message', { hasText: 'can’t have this name' }).waitFor();
    await box.fill('the good one');
    await bench.page.keyboard.press('Enter');
    await until(() => traces().includes('the good one.ctrace'), 'the file of that name');
    await (await bench.runs()).filter({ hasText: 'the good one' }).waitFor();
    await bench.shoot('renamed');
  });

  it('asks before it deletes a run, and deletes nothing when told so', async () => {
    const before = traces();
    const dialog = bench.page.locator('.monaco-dialog-box');
    const ask = async (answer: string): Promise<void> => {
      await bench.chooseFromMenu((await bench.runs()).filter({ hasText: 'the good one' }), 'Delete');
      await dialog.waitFor();
      expect(await dialog.innerText()).toContain('the good one');
      await dialog.locator('.monaco-button', { hasText: answer }).click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await ask('Cancel');
    expect(traces()).toEqual(before);
    await ask('Delete');
    await until(() => !traces().includes('the good one.ctrace'), 'the end of the file');
    expect(traces().length).toBe(before.length - 1);
    await (await bench.runs()).filter({ hasText: 'the good one' }).waitFor({ state: 'detached' });
  });

  it('reveals the file of a run in the explorer', async () => {
    // A list that is drawn anew while its menu is open drops what was chosen.
    await until(async () => {
      await bench.chooseFromMenu((await bench.runs()).first(), 'Reveal in File Explorer');
      await bench.page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: '.ctrace' }).waitFor({ timeout: 10_000 });
      return true;
    }, 'the file in the explorer');
  });

  it('exports a trace from the explorer, as lines of JSON, and says where it is', async () => {
    await bench.chooseFromMenu(await bench.inExplorer('one.ctrace'), 'Export');
    await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'NDJSON' }).click();
    await bench.nameFile(join(workspace, 'one.ndjson'));
    await (await bench.note('Exported to one.ndjson')).waitFor();
    const [first] = readFileSync(join(workspace, 'one.ndjson'), 'utf8').split('\n');
    expect(JSON.parse(first!)).toMatchObject({ type: 'trace', lost: 0 });
    await bench.shoot('exported');
    await bench.clearNotes();
  });

  it('exports the trace in the editor as one HTML file, by the icon in its title', async () => {
    await bench.command('View: Close All Editors');
    await bench.open('one.ctrace');
    await bench.timeline();
    await bench.page.locator('.editor-actions a[aria-label^="Export"]').click();
    await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'HTML' }).click();
    await bench.nameFile(join(workspace, 'one.html'));
    await (await bench.note('Exported to one.html')).waitFor();
    expect(readFileSync(join(workspace, 'one.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    await bench.clearNotes();
  });

  it('offers to run a program in its explorer menu and in its editor’s title, and nothing of that on a trace', async () => {
    expect(await bench.menuOf(await bench.inExplorer('slow.ts'))).toContain('Run Current File');
    const ofTrace = await bench.menuOf(await bench.inExplorer('one.ctrace'));
    expect(ofTrace).toContain('Export…');
    expect(ofTrace).not.toContain('Run Current File');
    expect(await bench.menuOf(await bench.inExplorer('package.json'))).toContain('Run npm Script…');
    await bench.open('two words.ts');
    const before = traces().length;
    await bench.page.locator('.editor-actions a[aria-label^="Run Current File"]').click();
    await until(() => traces().length === before + 1, 'the trace');
  });

  it('opens a trace of the person’s by the dialog', async () => {
    await bench.command('View: Close All Editors');
    await bench.command('Trace Concurrency: Open Trace');
    await bench.nameFile(join(workspace, 'other.ctrace'));
    await (await bench.timeline()).locator('.run-title', { hasText: 'tell.ts' }).waitFor();
  });

  it('shows several timelines side by side, of two traces and of one', async () => {
    await bench.command('View: Close All Editors');
    await bench.open('one.ctrace');
    await bench.command('View: Split Editor Right');
    await until(async () => (await bench.timelines()).length === 2, 'two timelines of one trace');
    await bench.open('other.ctrace');
    await until(async () => {
      const titles = await Promise.all((await bench.timelines()).map((frame) => frame.locator('.run-title').first().innerText()));
      return titles.length === 2 && titles.some((title) => /two words/.test(title)) && titles.some((title) => /tell/.test(title));
    }, 'timelines of both traces');
    await bench.shoot('side-by-side');
    const [left] = await bench.timelines();
    await left!.locator('.timeline').focus();
    await bench.page.keyboard.press('w');
    await bench.command('View: Close All Editors');
  });

  it('leads from an open file to a line of its source by keys alone', async () => {
    const { page } = bench;
    await bench.open('two words.ts');
    // An editor that has just been opened may not hear of keys yet.
    await until(async () => {
      await page.keyboard.press('Control+Alt+R');
      await page.locator('.tab', { hasText: '.ctrace' }).first().waitFor({ timeout: 10_000 });
      return true;
    }, 'the tab that the keys open');
    const timeline = await bench.timeline();
    await timeline.locator('.status .recording').waitFor({ state: 'hidden' });
    await timeline.locator('.labels .row', { hasText: 'greet' }).waitFor();
    // To the timeline's group, into its page, to the first slice of the function, and to its line.
    await page.keyboard.press('Control+Alt+L');
    await until(async () => {
      await timeline.locator('.timeline').focus({ timeout: 5000 });
      await page.keyboard.press('ArrowDown');
      return /greet/.test(await timeline.locator('.panel').first().innerText());
    }, 'the function in the detail');
    // The tab that has just come to the front may take the focus once more.
    await until(async () => {
      await timeline.locator('.timeline').focus({ timeout: 5000 });
      await page.keyboard.press('Enter');
      await page.locator('.statusbar-item', { hasText: /^Ln \d+, Col/ }).waitFor({ timeout: 5000 });
      return true;
    }, 'the line of the function');
    await page.locator('.tab.active', { hasText: 'two words.ts' }).waitFor();
  });

  it('has written nothing but where it was told to', () => {
    expect(existsSync(join(workspace, 'one.ctrace'))).toBe(true);
    const programs = readdirSync(join(root, 'test/fixtures/workspace'));
    const left = ['.trace-concurrency', 'one.ctrace', 'one.html', 'one.ndjson', 'other.ctrace', 'told.json'];
    expect(readdirSync(workspace).sort()).toEqual([...programs, ...left].sort());
  });
});
