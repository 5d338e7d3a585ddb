// `npm run vscode`: packs the extension, starts a VS Code with it, prints where; the page loads, and Ctrl+C leaves nothing behind.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../support/vscode/browser.ts';
import { root } from '../support/vscode/server.ts';
import { patienceMs, until } from '../support/vscode/until.ts';

vi.setConfig({ testTimeout: 4 * patienceMs, hookTimeout: patienceMs });

describe.runIf(process.platform !== 'win32')('npm run vscode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vscode-command-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A PATH on which a desktop VS Code, if there is one, is not found. */
  function pathWithoutCode(): string {
    const own = join(folder, 'bin');
    mkdirSync(own);
    symlinkSync(process.execPath, join(own, 'node'));
    const others = (process.env.PATH ?? '').split(delimiter).filter((place) => {
      try {
        return !readdirSync(place).includes('code');
      } catch {
        return false;
      }
    });
    return [own, ...others].join(delimiter);
  }

  it('starts, says where, shows the sample with the extension, and ends by Ctrl+C', async () => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const child = spawn('npm', ['run', 'vscode'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, PATH: pathWithoutCode(), TMPDIR: temporary },
    });
    const ended = once(child, 'exit');
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
    try {
      const address = await until(() => /Open in a browser: (\S+)/.exec(said)?.[1], 'the address', 3 * patienceMs).catch(
        (error: unknown) => {
          throw new Error(said, { cause: error });
        },
      );
      const page = await (await browser.newContext()).newPage();
      await page.goto(address);
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'crawler.ts' }).waitFor({ timeout: patienceMs });
      await page.locator('.activitybar .action-item a[aria-label^="Trace Concurrency"]').waitFor({ timeout: patienceMs });
    } finally {
      process.kill(-child.pid!, 'SIGINT');
    }
    await ended;
    // Its home with settings and extensions goes with it.
    await until(() => readdirSync(temporary).every((name) => !name.startsWith('vscode-under-test-')), 'the end of its home');
    expect(said).toContain('KiB');
  });
});
