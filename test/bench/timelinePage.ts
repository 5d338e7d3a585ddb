// The timeline page in a headless Chromium that draws in software, and what can be measured of it from outside.

import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

export const pageSize = { width: 1600, height: 900 } as const;
const launchArguments = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** What the page's own script did and when its frames came, since the last `take`. All in milliseconds. */
export interface FrameLog {
  readonly frames: readonly number[];
  readonly scripts: readonly number[];
  readonly sharp: readonly number[];
}

export interface TimelinePage {
  readonly page: Page;
  /** From the start of the navigation until slices were on screen. */
  readonly firstFrameMs: number;
  /** From the start of the navigation until now, by the worker's clock, once it has answered. */
  ask(method: string, ...parameters: readonly unknown[]): Promise<{ readonly tookMs: number; readonly sinceOpeningMs: number }>;
  /** What happened in the page while `work` went on. */
  watch(work: () => Promise<void>): Promise<FrameLog>;
  /** Bytes that live after a collection, in the page and in its worker. */
  memory(): Promise<{ readonly page: number; readonly worker: number }>;
  close(): Promise<void>;
}

interface Finder {
  ensureChromium(): string;
}

export async function launchBrowser(): Promise<Browser> {
  const { ensureChromium } = (await import(new URL('../../scripts/ensureChromium.mjs', import.meta.url).href)) as Finder;
  return chromium.launch({ executablePath: ensureChromium(), args: launchArguments });
}

/** Opens a page file and waits until slices are on screen. */
export async function openTimeline(browser: Browser, file: string): Promise<TimelinePage> {
  const context = await browser.newContext({ viewport: pageSize, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(watchFrames);
  const session = await context.newCDPSession(page);
  const workerIds: string[] = [];
  const answers = new Map<number, (result: unknown) => void>();
  session.on('Target.attachedToTarget', ({ sessionId }) => workerIds.push(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: unknown };
    answers.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let lastId = 0;
  const tellWorker = (method: string): Promise<unknown> =>
    new Promise((answer) => {
      lastId++;
      answers.set(lastId, answer);
      void session.send('Target.sendMessageToTarget', { sessionId: workerIds[0]!, message: JSON.stringify({ id: lastId, method }) });
    });

  await page.goto(pathToFileURL(file).href);
  const firstFrameMs = await page.evaluate(waitForFirstFrame);
  const openedAtMs = await page.evaluate(() => performance.timeOrigin);
  const worker = page.workers()[0]!;
  return {
    page,
    firstFrameMs,
    async ask(method, ...parameters) {
      const { fromMs, toMs } = await worker.evaluate(askWorker, { method, parameters });
      return { tookMs: toMs - fromMs, sinceOpeningMs: toMs - openedAtMs };
    },
    async watch(work) {
      await page.evaluate(() => window.dispatchEvent(new Event('bench-start')));
      await work();
      return page.evaluate(() => new Promise<FrameLog>((done) => window.dispatchEvent(new CustomEvent('bench-stop', { detail: done }))));
    },
    async memory() {
      await session.send('HeapProfiler.collectGarbage');
      await tellWorker('HeapProfiler.collectGarbage');
      const own = await session.send('Runtime.getHeapUsage');
      return { page: bytesOf(own), worker: bytesOf(await tellWorker('Runtime.getHeapUsage')) };
    },
    close: () => context.close(),
  };
}

function bytesOf(usage: unknown): number {
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = usage as Readonly<Record<string, number>>;
  return (usedSize ?? 0) + (embedderHeapUsedSize ?? 0) + (backingStorageSize ?? 0);
}

/** Runs in the page. */
async function waitForFirstFrame(): Promise<number> {
  for (;;) {
    const [mark] = performance.getEntriesByName('timeline first frame');
    if (mark !== undefined) return mark.startTime;
    const failure = document.querySelector('.unreadable')?.textContent;
    if (failure != null) throw new Error(failure);
    await new Promise((later) => setTimeout(later, 5));
  }
}

/** Runs in the worker: asks it as its page would, and catches the answer before it leaves. */
function askWorker(request: {
  readonly method: string;
  readonly parameters: readonly unknown[];
}): Promise<{ fromMs: number; toMs: number }> {
  const scope = self as unknown as { postMessage: (message: { id?: number; err?: string }, transfer: ArrayBuffer[]) => void } & EventTarget;
  const now = (): number => performance.timeOrigin + performance.now();
  return new Promise((done, fail) => {
    const post = scope.postMessage;
    const id = 1e9;
    const fromMs = now();
    scope.postMessage = (message, transfer) => {
      if (message.id !== id) {
        post.call(scope, message, transfer);
        return;
      }
      scope.postMessage = post;
      if (message.err === undefined) done({ fromMs, toMs: now() });
      else fail(new Error(message.err));
    };
    scope.dispatchEvent(new MessageEvent('message', { data: { id, ...request } }));
  });
}

/** Runs in the page before its own script: times everything it does for a frame, and when its frames come. */
function watchFrames(): void {
  let scriptMs = 0;
  let log: { frames: number[]; scripts: number[]; sharp: number[] } | null = null;
  const timed =
    <Rest extends unknown[]>(work: (...rest: Rest) => unknown) =>
    (...rest: Rest): unknown => {
      const start = performance.now();
      const result = work(...rest);
      scriptMs += performance.now() - start;
      return result;
    };
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (paint) => request(timed(paint));
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const watched = ['wheel', 'keydown', 'message', 'scroll'].includes(type) && typeof listener === 'function';
    add.call(this, type, watched ? timed(listener.bind(this)) : listener, options);
  };
  let last = 0;
  const eachFrame = (nowMs: number): void => {
    if (log === null) return;
    if (last > 0) {
      log.frames.push(nowMs - last);
      log.scripts.push(scriptMs);
    }
    scriptMs = 0;
    last = nowMs;
    request(eachFrame);
  };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'timeline sharp') log?.sharp.push(duration);
  }).observe({ entryTypes: ['measure'] });
  window.addEventListener('bench-start', () => {
    log = { frames: [], scripts: [], sharp: [] };
    last = 0;
    request(eachFrame);
  });
  window.addEventListener('bench-stop', (event) => {
    const took = log;
    setTimeout(() => {
      (event as CustomEvent<(log: unknown) => void>).detail(took);
      log = null;
    }, 50);
  });
}
