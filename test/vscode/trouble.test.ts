// What goes wrong, and what a person is told: no Node that can be traced, a file that is no trace, a trace that is gone.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

describe('trouble', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-trouble-'));
  const workspace = join(folder, 'workspace');
  let bench: Workbench;

  const shoot = (name: string): Promise<unknown> => bench.page.screenshot({ path: join(root, 'build/screenshots', `${name}.png`) });

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
  }, 180_000);
  beforeEach(({ task, onTestFailed }) => {
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
    await bench.command('Notifications: Clear All Notifications');
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
