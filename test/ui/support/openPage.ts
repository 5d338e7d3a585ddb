// Opens the timeline page in a real Chromium, and sees what a person would see.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

interface Builder {
  buildTimeline(parts: { readonly entry: string; readonly worker: string | null; readonly outfile: string }): Promise<void>;
}

export interface Bench {
  /** Folder for files of this test file. */
  readonly folder: string;
  readonly browser: Browser;
  /** Opens a page file; an error on it fails the test that calls `page.close`. */
  openFile(file: string, options?: BrowserContextOptions): Promise<OpenPage>;
  /** Opens the view over the made-up trace; `choices` are those of syntheticEntry. */
  openSynthetic(choices?: string, options?: BrowserContextOptions): Promise<OpenPage>;
  stop(): Promise<void>;
}

interface OpenPage {
  readonly page: Page;
  /** Errors and refusals of the content policy that the page has shown so far. */
  readonly complaints: readonly string[];
  /** Requests to anything but the page's own file. */
  readonly requests: readonly string[];
}

const launchArguments = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb'];

export async function startBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'timeline-ui-'));
  const { buildTimeline } = (await import(new URL('../../../scripts/buildWebview.mjs', import.meta.url).href)) as Builder;
  const synthetic = join(folder, 'synthetic.html');
  await buildTimeline({ entry: 'test/ui/support/syntheticEntry.ts', worker: null, outfile: synthetic });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: launchArguments });

  const openAddress = async (address: string, options: BrowserContextOptions): Promise<OpenPage> => {
    const context = await browser.newContext({
      viewport: { width: 1400, height: 860 },
      colorScheme: 'dark',
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith('file:') && !url.startsWith('blob:') && !url.startsWith('data:')) requests.push(url);
    });
    await page.goto(address);
    return { page, complaints, requests };
  };

  return {
    folder,
    browser,
    openFile: (file, options = {}) => openAddress(pathToFileURL(file).href, options),
    async openSynthetic(choices = '', options = {}) {
      const opened = await openAddress(`${pathToFileURL(synthetic).href}#${choices}`, options);
      await opened.page.waitForSelector('.view:not([aria-busy])');
      await settle(opened.page);
      return opened;
    },
    async stop() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until what was asked has been painted: a few frames. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  });
}

/** The window in sight, as the minimap's slider says it: `38.3 ms to 97.9 ms`. */
export function windowText(page: Page): Promise<string> {
  return page
    .locator('.minimap .window')
    .getAttribute('aria-valuetext')
    .then((text) => text ?? '');
}

/** Width of the minimap's box in pixels: how much of the run is in sight. */
export async function windowWidth(page: Page): Promise<number> {
  return (await page.locator('.minimap .window').boundingBox())?.width ?? 0;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** The colour of a pixel of the lanes' canvas; x and y in CSS pixels of the timeline. */
export async function pixelAt(page: Page, x: number, y: number): Promise<Colour> {
  const [red, green, blue] = await page.evaluate(
    ([px, py]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.timeline canvas');
      const ratio = devicePixelRatio;
      return [...(canvas?.getContext('2d')?.getImageData(px * ratio, py * ratio, 1, 1).data ?? [])];
    },
    [x, y] as const,
  );
  return [red, green, blue];
}

/** Colours of a horizontal run of pixels of a canvas: 0 is the scene, 1 the layer of the focus. */
export function pixelRow(page: Page, layer: 0 | 1, y: number, fromX: number, toX: number): Promise<Colour[]> {
  return page.evaluate(
    ([index, py, from, to]) => {
      const canvas = document.querySelectorAll<HTMLCanvasElement>('.timeline canvas')[index];
      const data = canvas.getContext('2d')!.getImageData(from, py, to - from, 1).data;
      return Array.from({ length: to - from }, (_, i) => [data[i * 4], data[i * 4 + 1], data[i * 4 + 2]] as [number, number, number]);
    },
    [layer, y, fromX, toX] as const,
  );
}

/** A colour as CSS computes the variable of that name. */
export async function themeColour(page: Page, name: string): Promise<Colour> {
  const text = await page.evaluate((variable) => {
    const probe = document.createElement('span');
    probe.style.color = `var(--tc-${variable})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);
  const [red, green, blue] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

export function isNear(one: Colour, other: Colour, slack = 6): boolean {
  return one.every((part, i) => Math.abs(part - other[i]) <= slack);
}

/** Where the first stretch of a colour of at least `least` pixels lies in a row of the lanes; its middle. */
export async function findStretch(
  page: Page,
  row: number,
  colour: Colour,
  least: number,
): Promise<{ readonly x: number; readonly y: number }> {
  const y = row * 28 + 22;
  const width = await page.evaluate(() => document.querySelector('.timeline')!.clientWidth);
  const pixels = await pixelRow(page, 0, y, 0, width);
  let length = 0;
  for (let x = 0; x < pixels.length; x++) {
    length = isNear(pixels[x], colour) ? length + 1 : 0;
    if (length === least) return { x: x - least / 2, y: row * 28 + 14 };
  }
  throw new Error(`row ${row} shows no ${least} pixels of ${colour.join()}`);
}

/** Clicks a point of the lanes. */
export async function clickAt(page: Page, point: { readonly x: number; readonly y: number }): Promise<void> {
  await page.locator('.timeline').click({ position: point });
  await settle(page);
}
