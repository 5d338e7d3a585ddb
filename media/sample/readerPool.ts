// Worker threads that read pages, asked in turn.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Reading {
  readonly words: number;
  readonly links: readonly number[];
}

export class ReaderPool {
  readonly #workers: readonly Worker[];
  readonly #waiting = new Map<number, (reading: Reading) => void>();
  #asked = 0;

  constructor(size: number) {
    this.#workers = Array.from({ length: size }, (_, number) => this.#start(`reader ${number + 1}`));
  }

  #start(name: string): Worker {
    const worker = new Worker(new URL('reader.ts', import.meta.url), { name });
    worker.on('message', ({ id, reading }: { id: number; reading: Reading }) => {
      this.#waiting.get(id)!(reading);
      this.#waiting.delete(id);
    });
    return worker;
  }

  async read(text: string): Promise<Reading> {
    const id = this.#asked++;
    const { promise, resolve } = Promise.withResolvers<Reading>();
    this.#waiting.set(id, resolve);
    this.#workers[id % this.#workers.length]!.postMessage({ id, text });
    return promise;
  }

  async close(): Promise<void> {
    const exits = this.#workers.map((worker) => once(worker, 'exit'));
    for (const worker of this.#workers) worker.postMessage(null);
    await Promise.all(exits);
  }
}
