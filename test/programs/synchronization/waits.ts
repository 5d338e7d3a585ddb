// Locks, queues, aborts, events and streams made of promises, each once; test/end/synchronizationWaits.test.ts knows who ended each wait. Long because it has every one of them.

import { EventEmitter, on, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

// Combinations.

/** So slow that a machine that is busy between two calls does not make it the quicker one. */
async function slow(): Promise<string> {
  await sleep(150);
  return 'slow';
}

async function quick(): Promise<string> {
  await sleep(3);
  return 'quick';
}

async function fails(): Promise<never> {
  await sleep(5);
  throw new Error('fails');
}

async function combines(): Promise<void> {
  await Promise.all([slow(), 1, quick()]);
  await Promise.race([slow(), quick()]);
  await Promise.any([fails(), slow()]);
  await Promise.allSettled(new Set([fails(), quick()]));
  await Promise.all([quick(), fails(), slow()]).catch(() => {});
  await returnsBoth();
  await Promise.race([Promise.all([quick(), slow()]), sleep(10)]);
}

async function returnsBoth(): Promise<unknown> {
  return Promise.all([quick(), slow()]);
}

// A semaphore that hands each waiter a function to release it, as async-mutex does.

type Release = () => void;

class Semaphore {
  #free: number;
  readonly #waiting: ((release: Release) => void)[] = [];
  constructor(free: number) {
    this.#free = free;
  }
  acquire(): Promise<Release> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#dispatch();
    });
  }
  async runExclusive<T>(body: () => Promise<T>): Promise<T> {
    const release = await this.acquire(); // exclusive
    try {
      return await body();
    } finally {
      release();
    }
  }
  #dispatch(): void {
    if (this.#free === 0) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#free--;
    next(() => {
      this.#free++;
      this.#dispatch();
    });
  }
}

const semaphore = new Semaphore(1);

async function holds(): Promise<void> {
  const release = await semaphore.acquire(); // free
  await sleep(10);
  release();
}

async function wants(): Promise<void> {
  const release = await semaphore.acquire(); // held
  await sleep(3);
  release();
}

// Calls of which few run at once, as p-limit has it.

function limitTo(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let active = 0;
  const next = (): void => {
    active--;
    queue.shift()?.();
  };
  const begin = async <T>(run: () => Promise<T>, resolve: (value: Promise<T>) => void): Promise<void> => {
    active++;
    const result = (async () => run())();
    resolve(result);
    try {
      await result; // of the limit
    } catch {}
    next();
  };
  return (run) =>
    new Promise((resolve) => {
      queue.push(() => void begin(run, resolve));
      void Promise.resolve().then(() => {
        if (active < most) queue.shift()?.();
      });
    });
}

const limit = limitTo(1);

async function limited(): Promise<void> {
  await Promise.all([limit(quick), limit(slow)]);
  await limit(quick);
}

// Promises that others settle.

const deferred = Promise.withResolvers<number>();
const gate = Promise.withResolvers<void>();
let arrived = 0;

async function defers(): Promise<void> {
  await deferred.promise;
}

async function resolves(): Promise<void> {
  await sleep(2);
  deferred.resolve(1);
}

async function arrivesFirst(): Promise<void> {
  if (++arrived === 2) gate.resolve();
  await gate.promise; // first
}

async function arrivesLast(): Promise<void> {
  await sleep(4);
  if (++arrived === 2) gate.resolve();
  await gate.promise; // last
}

async function thenable(): Promise<void> {
  const lock = { then: (go: () => void) => void handsOver.push(go) };
  await lock; // thenable
}

const handsOver: (() => void)[] = [];

async function opens(): Promise<void> {
  await sleep(2); // opens
  for (const go of handsOver) go();
}

// A queue whose callbacks run in another's task.

const jobs: (() => void)[] = [];

async function asks(): Promise<void> {
  await new Promise<void>((done) => jobs.push(done)); // job
}

async function pumps(): Promise<void> {
  while (jobs.length < 2) await sleep(2); // pump
  for (const job of jobs) job();
}

async function asksTimer(): Promise<void> {
  await new Promise<void>((done) => jobs.push(() => setTimeout(done, 2))); // later job
}

const items: number[] = [];
const takers: ((item: number) => void)[] = [];

function take(): Promise<number> {
  const item = items.shift();
  return item === undefined ? new Promise((got) => takers.push(got)) : Promise.resolve(item);
}

async function consumes(): Promise<void> {
  await take(); // item
  await take(); // second item
}

async function produces(): Promise<void> {
  for (let item = 0; item < 2; item++) {
    await sleep(2); // produces
    const taker = takers.shift();
    if (taker) taker(item);
    else items.push(item);
  }
}

// Who aborted whom.

async function aborted(signal: AbortSignal, url: string): Promise<void> {
  const any = AbortSignal.any([signal, new AbortController().signal]);
  await Promise.all([
    hears(signal),
    sleeps(any),
    listens(signal),
    fetches(signal, url),
  ]);
}

const quietly = (): void => {};

async function hears(signal: AbortSignal): Promise<void> {
  await new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason))).catch(quietly); // hears
}

async function sleeps(signal: AbortSignal): Promise<void> {
  try {
    await sleep(10_000, null, { signal });
  } catch {}
}

async function listens(signal: AbortSignal): Promise<void> {
  try {
    await once(new EventEmitter(), 'never', { signal });
  } catch {}
}

async function fetches(signal: AbortSignal, url: string): Promise<void> {
  try {
    await fetch(url, { signal });
  } catch {}
}

async function aborts(): Promise<void> {
  const server = http.createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const controller = new AbortController();
  const all = aborted(controller.signal, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await sleep(60); // before the abort
  controller.abort();
  await all; // aborted
  server.closeAllConnections();
  server.close();
}

async function timesOut(): Promise<void> {
  const alive = setTimeout(() => {}, 60_000);
  await once(AbortSignal.timeout(5), 'abort');
  clearTimeout(alive);
}

// Events.

const emitter = new EventEmitter();
const target = new EventTarget();

async function hearsOnce(): Promise<void> {
  await once(target, 'told');
}

async function hearsEach(): Promise<void> {
  for await (const [n] of on(emitter, 'told')) if (n === 2) break;
}

async function tells(): Promise<void> {
  await sleep(3); // tells
  target.dispatchEvent(new Event('told'));
  emitter.emit('told', 1);
  await sleep(3); // tells again
  emitter.emit('told', 2);
}

// Streams that hold back who writes, or wait for who reads.

function slowSink(): Writable {
  return new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void setTimeout(done, 3) });
}

async function writes(): Promise<void> {
  const sink = slowSink();
  if (!sink.write('too much')) await once(sink, 'drain');
  sink.end();
}

async function pipes(): Promise<void> {
  await pipeline(Readable.from(['one', 'two']), slowSink());
}

async function reads(): Promise<void> {
  const source = new Readable({ read: () => {} });
  void feeds(source);
  for await (const chunk of source) void chunk;
}

async function feeds(source: Readable): Promise<void> {
  await sleep(2); // feeds
  source.push('chunk');
  await sleep(2); // feeds the end
  source.push(null);
}

async function readsWeb(): Promise<void> {
  const { readable, writable } = new TransformStream<string, string>();
  const reader = readable.getReader();
  void feedsWeb(writable.getWriter());
  await reader.read(); // first
  await sleep(10); // reads late
  await reader.read(); // rest
}

async function feedsWeb(writer: WritableStreamDefaultWriter<string>): Promise<void> {
  await writer.ready; // ready
  await sleep(2); // feeds web
  void writer.write('first');
  void writer.write('second');
  await writer.ready; // held back
}

const parts: Readonly<Record<string, readonly (() => Promise<void>)[]>> = {
  combines: [combines],
  semaphore: [holds, wants, () => semaphore.runExclusive(quick).then(quietly)],
  limited: [limited],
  deferred: [defers, resolves],
  gate: [arrivesFirst, arrivesLast],
  thenable: [thenable, opens],
  jobs: [asks, asksTimer, pumps],
  items: [consumes, produces],
  aborts: [aborts],
  timesOut: [timesOut],
  events: [hearsOnce, hearsEach, tells],
  writes: [writes],
  pipes: [pipes],
  reads: [reads],
  readsWeb: [readsWeb],
};

for (const part of Object.values(parts)) await Promise.all(part.map((run) => run()));
