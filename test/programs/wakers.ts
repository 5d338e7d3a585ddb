// Every way in which an await can be made ready, once; test/end/wakers.test.ts knows who did it.

import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

class Mutex {
  #queue: (() => void)[] = [];
  #held = false;
  async acquire(): Promise<void> {
    if (!this.#held) {
      this.#held = true;
      return;
    }
    await new Promise<void>((go) => this.#queue.push(go));
  }
  release(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#held = false;
  }
}

const mutex = new Mutex();
const events = new EventEmitter();

async function first(): Promise<number> {
  await mutex.acquire(); // free
  await new Promise<void>((go) => setTimeout(go, 5));
  mutex.release();
  return 1;
}

async function second(): Promise<number> {
  const acquired = mutex.acquire();
  await acquired; // held by first
  mutex.release();
  await sleep(3);
  return 2;
}

async function io(): Promise<number> {
  const text = await fsp.readFile(process.argv[1]!, 'utf8');
  await new Promise<void>((go) => fs.stat('/', () => go()));
  return text.length;
}

async function aggregates(): Promise<void> {
  await Promise.all([first(), second(), sleep(1)]);
  await Promise.race([sleep(3000, 'slow', { ref: false }), io()]);
  await Promise.allSettled([rejects(), sleep(8)]);
}

async function rejects(): Promise<never> {
  await null; // rejects
  throw new Error('x');
}

async function chain(): Promise<void> {
  await sleep(2).then(() => 1).then((x) => x + 1).finally(() => {});
  await forwards();
  try {
    await rejects();
  } catch {}
}

async function forwards(): Promise<number> {
  return sleep(2, 4);
}

async function thenable(): Promise<void> {
  const foreign = { then: (go: (x: number) => void) => void setTimeout(() => go(1), 2) };
  await foreign;
}

async function listens(): Promise<void> {
  await once(events, 'go');
}

async function emits(): Promise<void> {
  await sleep(4); // then emits
  events.emit('go');
  await null; // after emitting
}

async function* generate(): AsyncGenerator<number> {
  await sleep(1); // before 1
  yield 1;
  await sleep(1); // before 2
  yield 2;
}

async function consumes(): Promise<void> {
  const values = generate();
  await values.next();
  for await (const value of values) {
    void value;
  }
}

async function nests(): Promise<void> {
  await sleep(3).then(() => sleep(2));
  await new Promise<void>((go) => {
    void sleep(2).then(() => {
      go();
      return new Promise(() => {});
    });
  });
}

async function queues(): Promise<void> {
  await new Promise<void>((go) => setImmediate(go));
  await new Promise<void>((go) => process.nextTick(go));
  await new Promise<void>((go) => queueMicrotask(() => go()));
}

async function finalizes(): Promise<void> {
  try {
    await sleep(1); // finally
  } finally {
    void 0;
  }
}

await Promise.all([aggregates(), chain(), thenable(), listens(), emits(), consumes(), nests(), queues(), finalizes()]);
