// What goes wrong, and what a person is told: no Node that can be traced, a file that is no trace, a trace that is gone.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

vi.setConfig({ testTimeout: 3 * patienceMs, hookTimeout: 3 * patienceMs });

describe('trouble', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-trouble-'));
  const workspace = join(folder, 'workspace');
  let bench: Workbench;

  let last: Workbench;

  const shoot = (name: string): Promise<void> => last.shoot(name);
  const tracesIn = (place: string): readonly string[] => {
    const traces = join(place, '.trace-concurrency');
    return existsSync(traces) ? readdirSync(traces).filter((name) => name.endsWith('.ctrace')) : [];
  };
  const workspaceWith = (name: string, settings: Readonly<Record<string, unknown>>): string => {
    const place = join(folder, name);
    cpSync(join(root, 'test/fixtures/workspace'), place, { recursive: true });
    mkdirSync(join(place, '.vscode'));
    writeFileSync(join(place, '.vscode', 'settings.json'), JSON.stringify(settings));
    return place;
  };

  beforeAll(async () => {
    cpSync(join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
    cpSync(join(workspace, 'tell.ts'), join(workspace, 'broken.ctrace'));
    writeFileSync(join(workspace, 'empty.ctrace'), '');
    const words = ['run', '--quiet', '--out', join(workspace, 'given.ctrace'), 'two words.ts'];
    execFileSync(process.execPath, [join(root, 'dist/cli.cjs'), ...words], { cwd: workspace, stdio: 'ignore' });
    const old = join(workspace, 'old-node');
    writeFileSync(old, '#!/bin/sh\necho v18.20.4\n', { mode: 0o755 });
    mkdirSync(join(workspace, '.vscode'));
    writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify({ 'traceConcurrency.node': old }));
    bench = await openWorkbench(workspace, { extension: packExtension() });
  });
  beforeEach(({ task, onTestFailed }) => {
    last = bench;
    onTestFailed(async () => void (await shoot(`failed ${task.name.slice(0, 40)}`)));
  });
  afterAll(async () => {
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says that the Node of the settings is too old, and offers what helps', async () => {
    await bench.open('slow.ts');
    await bench.command('Trace Concurrency: Run Current File');
    const toast = bench.page.locator('.notification-toast', { hasText: 'No Node that can be traced' });
    await toast.waitFor();
    const said = await toast.innerText();
    for (const part of ['Expected 22.18', 'old-node: 18.20.4', 'Choose Node…', 'Open Settings']) expect(said).toContain(part);
    expect(existsSync(join(workspace, '.trace-concurrency'))).toBe(false);
    await shoot('old-node');
  });

  it('lets the person choose another Node there, and runs on it', async () => {
    await bench.page.locator('.notification-toast .monaco-button', { hasText: 'Choose Node…' }).click();
    await bench.nameFile(process.execPath);
    await bench.note(`Node ${process.versions.node}`);
    await bench.clearNotes();
    expect(readFileSync(join(workspace, '.vscode', 'settings.json'), 'utf8')).toContain(process.execPath);
    await bench.open('two words.ts');
    await bench.command('Trace Concurrency: Run Current File');
    await until(() => tracesIn(workspace).length === 1, 'the trace');
    await bench.command('View: Close All Editors');
  });

  it('says that there is no Node where the settings say, and that no other is tried', async () => {
    last = await bench.another(workspaceWith('no-node', { 'traceConcurrency.node': '/no/such/node' }));
    await last.open('two words.ts');
    await last.command('Trace Concurrency: Run Current File');
    expect(await (await last.note('No Node that can be traced')).innerText()).toContain('/no/such/node: not a Node');
    expect(existsSync(join(folder, 'no-node', '.trace-concurrency'))).toBe(false);
  });

  it('says of a program that can’t be started that its terminal knows why', async () => {
    const settings = { 'traceConcurrency.node': process.execPath, 'traceConcurrency.environment': { PATH: '/no/such/folder' } };
    last = await bench.another(workspaceWith('no-npm', settings));
    await last.command('Trace Concurrency: Run npm Script');
    await last.page.locator('.quick-input-list .monaco-list-row', { hasText: 'greet' }).click();
    expect(await (await last.note('left no trace')).innerText()).toContain('npm run greet left no trace. The terminal says why.');
    const timeline = await last.timeline('[data-state=unreadable]');
    expect(await timeline.locator('.box').innerText()).toMatch(/left no trace[\s\S]*its terminal says why/);
    await last.shoot('not-started');
  });

  it('shows a program that fails at once with its error on top', async () => {
    writeFileSync(join(workspace, 'wrong words.ts'), 'const half: string = ;\n');
    await bench.open('wrong words.ts');
    await bench.command('Trace Concurrency: Run Current File');
    const timeline = await bench.timeline('.banner');
    await timeline.locator('.banner', { hasText: 'The program failed: exit code 1' }).waitFor();
    await bench.shoot('failed-program');
    await bench.command('View: Close All Editors');
  });

  it('opens a trace whose end is missing up to there, and says what is missing', async () => {
    const whole = readFileSync(join(workspace, 'given.ctrace'));
    writeFileSync(join(workspace, 'half.ctrace'), whole.subarray(0, whole.length - 40));
    await bench.open('half.ctrace');
    const timeline = await bench.timeline('.banner');
    expect(await timeline.locator('.banner').innerText()).toMatch(/damaged|missing|cut/);
    await timeline.locator('.labels .row').first().waitFor();
    await bench.shoot('half');
    await bench.command('View: Close All Editors');
  });

  it('comes back when its webview is killed', async () => {
    await bench.open('given.ctrace');
    const before = await bench.timeline();
    await before.locator('.labels .row', { hasText: 'greet' }).waitFor();
    await bench.command('Developer: Reload Webviews');
    await until(() => before.isDetached(), 'the end of the page');
    await (await bench.timeline()).locator('.labels .row', { hasText: 'greet' }).waitFor();
    await bench.command('View: Close All Editors');
  });

  it('says so when the thread that reads a trace dies, and reads it again when asked', async () => {
    const extensions = join(bench.server.home, 'extensions');
    const installed = readdirSync(extensions).find((name) => name.startsWith('trace-concurrency'))!;
    const deadly = join(folder, 'deadly');
    const dies = `setInterval(() => require('node:fs').existsSync(${JSON.stringify(deadly)}) && process.exit(7), 50);`;
    appendFileSync(join(extensions, installed, 'dist', 'timelineWorker.cjs'), `\n${dies}\n`);
    await bench.open('given.ctrace');
    await (await bench.timeline()).locator('.labels .row', { hasText: 'greet' }).waitFor();
    writeFileSync(deadly, '');
    const timeline = await bench.timeline('[data-state=unreadable]');
    expect(await timeline.locator('.box').innerText()).toMatch(/reader of the trace ended \(7\)[\s\S]*open it again/);
    await bench.shoot('reader-died');
    rmSync(deadly);
    await timeline.locator('.again').click();
    await (await bench.timeline()).locator('.labels .row', { hasText: 'greet' }).waitFor();
    await bench.command('View: Close All Editors');
  });

  it.each([
    ['broken.ctrace', /expected a trace[\s\S]*Run the program again/],
    ['empty.ctrace', /empty file[\s\S]*Run the program again/],
  ])('says what is wrong with %s, and what to do', async (name, wanted) => {
    await bench.open(name);
    const timeline = await bench.timeline('[data-state=unreadable]');
    expect(await timeline.locator('.box').innerText()).toMatch(wanted);
    await shoot(name);
    await bench.command('View: Close All Editors');
  });

  it('shows a trace on when its file is deleted, and says so when it is opened again', async () => {
    await bench.open('given.ctrace');
    const timeline = await bench.timeline();
    rmSync(join(workspace, 'given.ctrace'));
    // The focus may still go to what VS Code opens beside: then the key is pressed again.
    await expect
      .poll(
        async () => {
          await timeline.locator('.timeline').press('ArrowDown');
          return timeline.locator('.panel').first().innerText();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain('greet');
    await bench.reload();
    const again = await bench.timeline('[data-state=unreadable]');
    expect(await again.locator('.box').innerText()).toMatch(/no such file[\s\S]*run the program again/);
  });
});
