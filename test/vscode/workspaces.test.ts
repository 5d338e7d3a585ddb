// Workspaces as people have them: several folders, odd paths, a folder of traces that can't be written, two windows at once.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTrace } from '../../src/host/openTrace.ts';
import { isRunning } from '../../src/host/writers.ts';
import { readRun } from '../../src/model/recordedRun.ts';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

vi.setConfig({ testTimeout: 3 * patienceMs, hookTimeout: 3 * patienceMs });

describe('a workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-workspaces-'));
  /** Spaces, both quotes, a dollar and letters beyond ASCII. */
  const odd = join(folder, 'o\'brien "& filhos" $HOME ação');
  const plain = join(folder, 'plain');
  const both = join(folder, 'both.code-workspace');
  let bench: Workbench;
  let last: Workbench;

  const tracesIn = (place: string): readonly string[] =>
    existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.ctrace')) : [];
  const pidsOf = (place: string): Promise<readonly number[]> =>
    until(
      () => existsSync(join(place, 'pids.json')) && (JSON.parse(readFileSync(join(place, 'pids.json'), 'utf8')) as number[]),
      'the family',
    );
  const isRecording = (timeline: Frame): Promise<void> => timeline.locator('.status .recording', { hasText: /^recording/ }).waitFor();

  beforeAll(async () => {
    for (const place of [odd, plain]) cpSync(join(root, 'test/fixtures/workspace'), place, { recursive: true });
    for (const [place, word] of [
      [odd, 'of odd'],
      [plain, 'of plain'],
    ] as const) {
      mkdirSync(join(place, '.vscode'));
      writeFileSync(
        join(place, '.vscode', 'settings.json'),
        JSON.stringify({ 'traceConcurrency.arguments': [word], 'traceConcurrency.tracesFolder': 'traces' }),
      );
    }
    writeFileSync(
      both,
      JSON.stringify({
        folders: [
          { path: odd, name: 'odd' },
          { path: plain, name: 'plain' },
        ],
      }),
    );
    bench = await openWorkbench(both, { extension: packExtension() });
    last = bench;
  });
  afterAll(async () => {
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(() => last.shoot(`failed ${task.name.slice(0, 40)}`));
  });

  /** Opens that folder of the explorer and closes the other: both have a file of that name. */
  async function onlyFileIn(folderName: string, fileName: string): Promise<Locator> {
    await bench.command('File: Focus on Files Explorer');
    const rows = bench.page.locator('.explorer-folders-view .monaco-list-row');
    const folders = rows.and(bench.page.locator('[aria-level="1"]'));
    await until(async () => {
      let isDone = (await folders.count()) === 2;
      for (const row of await folders.all()) {
        const isWanted = (await row.innerText()).includes(folderName);
        if ((await row.getAttribute('aria-expanded')) === String(isWanted)) continue;
        isDone = false;
        await row.click({ timeout: 5000 });
      }
      return isDone && (await rows.filter({ hasText: fileName }).count()) === 1;
    }, `the files of ${folderName} alone`);
    return rows.filter({ hasText: fileName });
  }

  it('of several folders gives each run the settings of its own, and lists the runs by folder', async () => {
    for (const [name, place] of [
      ['odd', odd],
      ['plain', plain],
    ] as const) {
      const program = await onlyFileIn(name, 'tell.ts');
      await bench.chooseFromMenu(program, 'Run Current File');
      await until(() => tracesIn(join(place, 'traces')).length > 0, `the trace in ${name}`);
      expect(JSON.parse(readFileSync(join(place, 'told.json'), 'utf8'))).toMatchObject({ words: [`of ${name}`] });
      await bench.command('View: Close All Editors');
    }
    const runs = await bench.runs();
    await until(async () => (await runs.count()) === 4, 'two folders with a run each');
    expect((await runs.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      'odd',
      expect.stringContaining('tell.ts'),
      'plain',
      expect.stringContaining('tell.ts'),
    ]);
    await bench.shoot('multi-root');
  });

  it('at an odd path records, shows, and leads to the line', async () => {
    last = await bench.another(odd);
    await last.open('two words.ts');
    await last.command('Trace Concurrency: Run Current File');
    const timeline = await last.timeline();
    await timeline.locator('.status .recording').waitFor({ state: 'hidden' });
    await timeline.locator('.labels .row', { hasText: 'greet' }).waitFor();
    const [trace] = tracesIn(join(odd, 'traces')).filter((name) => name.includes('two-words'));
    expect(readRun(readFileSync(join(odd, 'traces', trace!))).manifest.command[0]).toBe(join(odd, 'two words.ts'));
    await until(async () => {
      await timeline.locator('.timeline').press('ArrowDown');
      return /two words\.ts:\d/.test(await timeline.locator('.panel').first().innerText());
    }, 'a detail with its line');
    await timeline
      .locator('.panel .link, .panel a', { hasText: /two words\.ts:\d/ })
      .first()
      .click();
    await last.page.locator('.statusbar-item', { hasText: /^Ln \d+, Col/ }).waitFor();
    await last.shoot('odd-path');
  });

  it('whose folder of traces can’t be written says where the trace goes, and lists it', async () => {
    const place = join(folder, 'no-traces');
    cpSync(join(root, 'test/fixtures/workspace'), place, { recursive: true });
    // A file in the way: that refuses whoever runs the tests, also the one who may write everywhere.
    writeFileSync(join(place, '.trace-concurrency'), '');
    last = await bench.another(place);
    await last.open('two words.ts');
    await last.command('Trace Concurrency: Run Current File');
    const note = await last.note('can’t be written');
    expect(await note.innerText()).toMatch(
      /\.trace-concurrency.*a file of that name is in the way.*The trace goes to .*trace-concurrency\.trace-concurrency/s,
    );
    await (await last.timeline()).locator('.labels .row', { hasText: 'greet' }).waitFor();
    await (await last.runs()).filter({ hasText: 'two words.ts' }).waitFor();
    expect(readdirSync(place).sort()).toEqual(['.trace-concurrency', ...readdirSync(join(root, 'test/fixtures/workspace'))].sort());
    await last.shoot('unwritable');
  });

  it('in two windows shows each the other’s run as such, and neither ends the other’s', async () => {
    const place = join(folder, 'shared');
    cpSync(join(root, 'test/fixtures/workspace'), place, { recursive: true });
    const [one, other] = [await bench.another(place), await bench.another(place)];
    last = one;
    await one.open('family.ts');
    await one.command('Trace Concurrency: Run Current File');
    await isRecording(await one.timeline());
    const pids = await pidsOf(place);

    last = other;
    const listed = (await other.runs()).filter({ hasText: 'family.ts' });
    await listed.waitFor();
    expect(await listed.getAttribute('aria-label')).toContain('recording');
    const offered = await other.menuOf(listed);
    expect(offered).toContain('Open Timeline');
    for (const item of ['Stop', 'Delete', 'Rename…']) expect(offered).not.toContain(item);
    await listed.click();
    await isRecording(await other.timeline());
    await other.shoot('run-of-another-window');

    await other.open('two words.ts');
    await other.command('Trace Concurrency: Run Current File');
    await until(() => tracesIn(join(place, '.trace-concurrency')).length === 1, 'the trace of the other window');
    await other.reload();
    await other.page.context().close();
    expect(pids.filter(isRunning)).toEqual(pids);

    last = one;
    await one.command('Trace Concurrency: Stop');
    await until(() => !pids.some(isRunning), 'the end of the family');
    await until(() => tracesIn(join(place, '.trace-concurrency')).length === 2, 'both traces');
    const found = tracesIn(join(place, '.trace-concurrency')).map((name) => {
      const { trace } = openTrace(join(place, '.trace-concurrency', name));
      return `${basename(trace.header.command[0]!)}: ${trace.lanes.filter(({ kind }) => kind === 'process').length}`;
    });
    expect(found.sort()).toEqual(['family.ts: 3', 'two words.ts: 1']);
  });

  it('shows a run that a command line outside records, while it records', async () => {
    const place = join(folder, 'outside');
    cpSync(join(root, 'test/fixtures/workspace'), place, { recursive: true });
    const outside = spawn(process.execPath, [join(root, 'dist/cli.cjs'), 'run', '--quiet', 'slow.ts'], { cwd: place, stdio: 'ignore' });
    last = await bench.another(place);
    const listed = (await last.runs()).filter({ hasText: 'slow.ts' });
    await listed.waitFor();
    await listed.click();
    const timeline = await last.timeline();
    await isRecording(timeline);
    await timeline.locator('.labels .row', { hasText: 'step' }).waitFor();
    writeFileSync(join(place, 'enough'), '');
    await timeline.locator('.status .recording').waitFor({ state: 'hidden' });
    await until(() => outside.exitCode === 0, 'the end of the program');
    await last.reload();
    await (await last.timeline()).locator('.labels .row', { hasText: 'step' }).waitFor();
  });
});
