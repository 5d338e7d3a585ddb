// A workspace that nobody has trusted yet: traces open, programs don't run, and a trace reaches no file outside.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';

vi.setConfig({ testTimeout: 3 * patienceMs, hookTimeout: 3 * patienceMs });

describe('in a workspace that is not trusted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-restricted-'));
  const workspace = join(folder, 'workspace');
  let bench: Workbench;

  beforeAll(async () => {
    cpSync(join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
    // Recorded outside: the source that the trace points to is not in the workspace.
    const outside = join(folder, 'outside.ts');
    cpSync(join(workspace, 'two words.ts'), outside);
    execFileSync(process.execPath, [join(root, 'dist/cli.cjs'), 'run', '--quiet', '--out', join(workspace, 'given.ctrace'), outside], {
      stdio: 'ignore',
    });
    // A workspace must not choose what is executed.
    mkdirSync(join(workspace, '.vscode'));
    writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify({ 'traceConcurrency.node': '/bin/false' }));
    const settings = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.untrustedFiles': 'open' };
    bench = await openWorkbench(workspace, {
      extension: packExtension(),
      trust: true,
      settings,
    });
  });
  afterAll(async () => {
    await bench?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens a trace', async () => {
    await bench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await bench.open('given.ctrace');
    const timeline = await bench.timeline();
    await timeline.locator('.labels .row', { hasText: 'greet' }).waitFor();
  });

  it('asks before a trace opens a file outside the workspace', async () => {
    const timeline = await bench.timeline();
    await until(async () => {
      await timeline.locator('.timeline').press('ArrowDown');
      return /outside\.ts:\d/.test(await timeline.locator('.panel').first().innerText());
    }, 'a detail with its line');
    await timeline
      .locator('.panel .link, .panel a', { hasText: /outside\.ts:\d/ })
      .first()
      .click();
    const dialog = bench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('outside this workspace');
    await bench.page.screenshot({ path: join(root, 'build/screenshots/outside.png') });
    await bench.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await bench.page.locator('.tab', { hasText: 'outside.ts' }).count()).toBe(0);
  });

  it('offers no command that runs a program', async () => {
    await bench.open('slow.ts');
    await bench.page.keyboard.press('F1');
    await bench.page.locator('.quick-input-widget input[type="text"]').fill('>Trace Concurrency: ');
    const rows = bench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Trace Concurrency: Open Trace' }).waitFor();
    expect((await rows.allInnerTexts()).filter((text) => /Trace Concurrency: Run/.test(text))).toEqual([]);
    await bench.page.keyboard.press('Escape');
    expect(existsSync(join(workspace, '.trace-concurrency'))).toBe(false);
  });
});
