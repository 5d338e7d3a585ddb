// A workbench as a person uses it: palette, editors, the timeline's frame, themes.

import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { fenceIn, launchBrowser, workbenchAddress } from './browser.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';

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
  /** Switches the colour theme from the palette, as a person does. */
  theme(label: string, kind: string): Promise<void>;
  reload(): Promise<void>;
  stop(): Promise<void>;
}

const wide = { width: 1400, height: 900 };

/** Starts server and browser and opens `folder`. */
export async function openWorkbench(folder: string, options: ServerOptions): Promise<Workbench> {
  // The browser first: it ends with this process, the server would not.
  const browser = await launchBrowser();
  const server = await startServer(options);
  const context: BrowserContext = await browser.newContext({
    viewport: wide,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const refused = await fenceIn(page);
  const ready = (): Promise<void> =>
    page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
  await page.goto(workbenchAddress(server, { folder }));
  await ready();

  const input = page.locator('.quick-input-widget input[type="text"]');
  const rowOf = (text: string): Locator => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const closed = (): Promise<void> => page.locator('.quick-input-widget').waitFor({ state: 'hidden' });

  /**
   * Chooses a row of the list that `key` opens. The list does not hear of commands and files that come later, and what
   * takes the focus closes it: so it is opened and filled again until the row could be clicked.
   */
  const choose = (key: string, prefix: string, text: string): Promise<boolean> =>
    until(async () => {
      try {
        if (!(await input.isVisible())) await page.keyboard.press(key);
        await input.fill(prefix, { timeout: 3000 });
        await input.fill(prefix + text, { timeout: 3000 });
        await rowOf(text).click({ timeout: 3000 });
        return true;
      } catch {
        return false;
      }
    }, `choosing ${prefix}${text}`);

  const command = async (title: string): Promise<void> => {
    await choose('F1', '>', title);
    await closed();
  };

  return {
    page,
    refused,
    server,
    command,
    async open(name) {
      await choose('Control+P', '', name);
      await closed();
    },
    timeline: (selector = '.view') =>
      until(async () => {
        for (const frame of page.frames()) {
          if (!frame.parentFrame()?.url().includes('/webview/browser/pre/')) continue;
          if (
            await frame
              .locator(selector)
              .isVisible()
              .catch(() => false)
          )
            return frame;
        }
        return null;
      }, `a timeline with ${selector}`),
    async theme(label, kind) {
      await choose('F1', '>', 'Preferences: Color Theme');
      await page.locator('.quick-input-widget input[placeholder*="Color Theme"]').waitFor();
      await page.keyboard.type(label);
      await rowOf(label).waitFor();
      await page.keyboard.press('Enter');
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
    },
    async reload() {
      // By the command and not by the browser's own reload, which leaves the workbench no time to save what is open.
      const loaded = page.waitForEvent('load');
      await command('Developer: Reload Window');
      await loaded;
      await ready();
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Asks until there is an answer; @throws Error naming `what` */
export async function until<Value>(ask: () => Promise<Value | null | false>, what: string, forMs = 40_000): Promise<Value> {
  const giveUpAt = performance.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (performance.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}
