// Opens a page over a trace that grows in the test, and carries the channel between the two.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { LiveTrace } from '../../../src/viewmodel/live/liveTrace.ts';
import type { Timing } from '../../../src/viewmodel/live/telling.ts';
import { serve } from '../../../src/viewmodel/serve.ts';
import type { Bench } from './openPage.ts';

interface Builder {
  buildTimeline(parts: { readonly entry: string; readonly worker: string | null; readonly outfile: string }): Promise<void>;
}

export const timing: Timing = {
  nowMs: () => performance.now(),
  later: (delayMs, work) => void setTimeout(work, delayMs),
};

export interface LivePage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Builds the page; do it before anything is measured. */
export async function buildLivePage(folder: string): Promise<string> {
  const { buildTimeline } = (await import(new URL('../../../scripts/buildWebview.mjs', import.meta.url).href)) as Builder;
  const file = join(folder, 'live.html');
  await buildTimeline({ entry: 'test/ui/support/liveEntry.ts', worker: null, outfile: file });
  return file;
}

export async function openLive(bench: Bench, file: string, live: LiveTrace): Promise<LivePage> {
  const context = await bench.browser.newContext({ viewport: { width: 1200, height: 1000 }, colorScheme: 'dark', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  let hear: (message: unknown) => void = () => undefined;
  serve(
    {
      post: (message) =>
        void page.evaluate((told) => (window as unknown as { hear(message: unknown): void }).hear(told), message).catch(() => undefined),
      listen: (listener) => {
        hear = listener;
      },
    },
    async () => live.open(),
  );
  // Buffers do not cross the bridge as arguments; opening carries an empty one.
  await page.exposeFunction('ask', (message: { readonly method: string }) =>
    hear(message.method === 'open' ? { ...message, parameters: [new ArrayBuffer(0)] } : message),
  );
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('.view:not([aria-busy])');
  return { page, complaints };
}
