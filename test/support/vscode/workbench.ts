// A workbench as a person uses it: palette, editors, menus, dialogs, the timeline's frame, themes.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { fenceIn, launchBrowser, workbenchAddress } from './browser.ts';
import { root, type Server, type ServerOptions, startServer } from './server.ts';
import { patienceMs, until } from './until.ts';

export interface Workbench {
  readonly page: Page;
  /** Addresses beyond this machine that something asked for. */
  readonly refused: readonly string[];
  readonly server: Server;
  /** Runs a command from the palette; `title` is as it stands there. */
  command(title: string): Promise<void>;
  /** Opens a file of the workspace by its name. */
  open(name: string): Promise<void>;
  /** The frame of the timeline whose page shows `selector`. */
  timeline(selector?: string): Promise<Frame>;
  /** Every timeline that is in sight. */
  timelines(): Promise<readonly Frame[]>;
  /** Switches the colour theme from the palette, as a person does. */
  theme(label: string, kind: string): Promise<void>;
  /** Chooses an item of the menu that a right click on `target` opens. */
  chooseFromMenu(target: Locator, item: string): Promise<void>;
  /** What the menu of a right click on `target` offers. */
  menuOf(target: Locator): Promise<readonly string[]>;
  /** Types a path into the dialog of files that has come up, and confirms it. */
  nameFile(path: string): Promise<void>;
  /** A note in the corner that says `text`. */
  note(text: string | RegExp): Promise<Locator>;
  clearNotes(): Promise<void>;
  /** The rows of the view of runs, which is opened when it is not. */
  runs(): Promise<Locator>;
  /** A file or folder in the explorer. */
  inExplorer(name: string): Promise<Locator>;
  reload(): Promise<void>;
  /** Keeps a picture of the window under build/screenshots. */
  shoot(name: string): Promise<void>;
  /** Another window on the same server, with `workspace` open. */
  another(workspace: string): Promise<Workbench>;
  stop(): Promise<void>;
}

const wide = { width: 1400, height: 900 };
const shots = join(root, 'build/screenshots');

/** Starts server and browser and opens `workspace`, a folder or a `.code-workspace` file. */
export async function openWorkbench(workspace: string, options: ServerOptions): Promise<Workbench> {
  // The browser first: it ends with this process, the server would not.
  const browser = await launchBrowser();
  const server = await startServer(options);
  return openWindow(browser, server, workspace);
}

async function openWindow(browser: Browser, server: Server, workspace: string): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: wide,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const refused = await fenceIn(page);
  const ready = (): Promise<void> => page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
  await page.goto(workbenchAddress(server, { workspace }));
  await ready();

  const input = page.locator('.quick-input-widget input[type="text"]');
  const rowOf = (text: string): Locator => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const closed = (): Promise<void> => page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  const soon = { timeout: 5000 };

  /**
   * Chooses a row of the list that `key` opens. The list does not hear of commands and files that come later, and what
   * takes the focus closes it: so it is opened and filled again until the row could be clicked.
   */
  const choose = (key: string, prefix: string, text: string): Promise<true> =>
    until(async () => {
      if (!(await input.isVisible())) await page.keyboard.press(key);
      await input.fill(prefix, soon);
      await input.fill(prefix + text, soon);
      await rowOf(text).click(soon);
      return true as const;
    }, `choosing ${prefix}${text}`);

  const command = async (title: string): Promise<void> => {
    await choose('F1', '>', title);
    await closed();
  };

  const timelines = async (selector = '.view:not([aria-busy])'): Promise<readonly Frame[]> => {
    const found: Frame[] = [];
    for (const frame of page.frames()) {
      if (!frame.parentFrame()?.url().includes('/webview/browser/pre/')) continue;
      const isShown = await frame
        .locator(selector)
        .isVisible()
        .catch(() => false);
      if (isShown) found.push(frame);
    }
    return found;
  };

  const menu = page.locator('.monaco-menu .action-item .action-label');
  const openMenu = (target: Locator): Promise<true> =>
    until(async () => {
      // One that stands there already lies over the target.
      if (await menu.first().isVisible()) await page.keyboard.press('Escape');
      await target.click({ button: 'right', ...soon });
      await menu.first().waitFor(soon);
      return true as const;
    }, 'the menu');

  const bench: Workbench = {
    page,
    refused,
    server,
    command,
    async open(name) {
      await choose('Control+P', '', name);
      await closed();
    },
    timeline: (selector = '.view:not([aria-busy])') => until(async () => (await timelines(selector))[0], `a timeline with ${selector}`),
    timelines: () => timelines(),
    async theme(label, kind) {
      await choose('F1', '>', 'Preferences: Color Theme');
      await page.locator('.quick-input-widget input[placeholder*="Color Theme"]').waitFor();
      await page.keyboard.type(label);
      await rowOf(label).waitFor();
      await page.keyboard.press('Enter');
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
    },
    async chooseFromMenu(target, item) {
      // A menu does not hear a button that is let go right after it has opened: it is held for a moment.
      await until(async () => {
        await openMenu(target);
        await menu
          .filter({ hasText: item })
          .first()
          .click({ ...soon, delay: 300 });
        await menu.first().waitFor({ state: 'hidden', ...soon });
        return true as const;
      }, `choosing ${item}`);
    },
    async menuOf(target) {
      await openMenu(target);
      const items = await menu.allInnerTexts();
      await page.keyboard.press('Escape');
      await menu.first().waitFor({ state: 'hidden' });
      return items;
    },
    async nameFile(path) {
      await until(async () => {
        await input.fill(path, soon);
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 5000 });
        return true as const;
      }, `naming ${path}`);
    },
    async note(text) {
      const note = page.locator('.notification-toast', { hasText: text }).first();
      await note.waitFor();
      return note;
    },
    clearNotes: () => command('Notifications: Clear All Notifications'),
    async runs() {
      const view = page.locator('.sidebar .composite.title', { hasText: 'Trace Concurrency' });
      await until(async () => {
        if (await view.isVisible()) return true;
        await page.locator('.activitybar .action-item a[aria-label^="Trace Concurrency"]').click(soon);
        return false;
      }, 'the view of runs');
      return page.locator('.sidebar .monaco-list-row');
    },
    async inExplorer(name) {
      await command('File: Focus on Files Explorer');
      return page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    },
    async reload() {
      // By the command and not by the browser's own reload, which leaves the workbench no time to save what is open.
      const loaded = page.waitForEvent('load');
      await command('Developer: Reload Window');
      await loaded;
      await page
        .locator('.monaco-workbench .part.sidebar .monaco-list-row, .monaco-workbench .part.sidebar .welcome-view')
        .first()
        .waitFor();
    },
    async shoot(name) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name}.png`) });
    },
    another: (other) => openWindow(browser, server, other),
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
  return bench;
}
