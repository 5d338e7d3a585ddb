// A small crawler to trace: it asks an API in another process for pages, lets two worker threads read them,
// and keeps an index behind a lock. Run it with `node crawler.ts`, or traced.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Mutex } from './mutex.ts';
import { ReaderPool } from './readerPool.ts';

const pagesAtOnce = 4;
const politenessMs = 15;

interface IndexEntry {
  readonly page: number;
  readonly words: number;
}

const index: IndexEntry[] = [];
const indexLock = new Mutex();
const found = new Set<number>([1]);
const queue: number[] = [1];

async function startApi(): Promise<{ api: ChildProcess; origin: string }> {
  const api = fork(fileURLToPath(new URL('api.ts', import.meta.url)));
  const [{ port }] = (await once(api, 'message')) as [{ port: number }];
  return { api, origin: `http://127.0.0.1:${port}` };
}

async function fetchPage(origin: string, page: number): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${origin}/page/${page}`);
    const text = await response.text();
    if (response.ok) return text;
    await sleep(20 * attempt);
  }
}

/** Reads, waits, writes: without the lock two crawlers would overwrite each other's entries. */
async function addToIndex(entry: IndexEntry): Promise<void> {
  const release = await indexLock.acquire();
  try {
    const copy = [...index, entry];
    await sleep(3);
    index.splice(0, index.length, ...copy);
  } finally {
    release();
  }
}

async function crawlPage(origin: string, readers: ReaderPool, page: number): Promise<void> {
  const text = await fetchPage(origin, page);
  const { words, links } = await readers.read(text);
  await addToIndex({ page, words });
  for (const link of links) {
    if (found.has(link)) continue;
    found.add(link);
    queue.push(link);
  }
}

async function crawl(origin: string, readers: ReaderPool): Promise<void> {
  const running = new Set<Promise<void>>();
  while (queue.length > 0 || running.size > 0) {
    while (queue.length > 0 && running.size < pagesAtOnce) {
      const task = crawlPage(origin, readers, queue.shift()!).finally(() => running.delete(task));
      running.add(task);
      await sleep(politenessMs);
    }
    if (running.size > 0) await Promise.race(running);
  }
}

/** Work that should have gone to a worker: nothing else runs on this thread meanwhile. */
function rankPages(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  const until = performance.now() + 120;
  let ranked = entries;
  while (performance.now() < until) ranked = entries.toSorted((a, b) => b.words - a.words || a.page - b.page);
  return ranked;
}

/** Waits for news that nobody sends: the summary names it among what never settled. */
async function watchForChanges(): Promise<void> {
  await new Promise<void>(() => {});
}

async function main(): Promise<void> {
  performance.mark('start');
  const { api, origin } = await startApi();
  const readers = new ReaderPool(2);
  const heartbeat = setInterval(() => performance.mark('heartbeat', { detail: { indexed: index.length } }), 100);
  void watchForChanges();

  await crawl(origin, readers);
  performance.measure('crawl', 'start');
  const [best] = rankPages(index);
  console.log(`${index.length} pages, ${index.reduce((sum, entry) => sum + entry.words, 0)} words`);
  console.log(`longest: page ${best!.page} with ${best!.words} words`);

  clearInterval(heartbeat);
  await readers.close();
  api.send('stop');
  await once(api, 'exit');
}

await main();
