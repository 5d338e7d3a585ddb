// Two workers of the mix and what waits for their answers.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export function startPool() {
  const waiting = new Map();
  const workers = [1, 2].map((number) => new Worker(new URL('worker.mjs', import.meta.url), { name: `worker ${number}` }));
  for (const worker of workers) {
    worker.on('message', (id) => {
      waiting.get(id)();
      waiting.delete(id);
    });
  }
  return {
    run: (id) =>
      new Promise((done) => {
        waiting.set(id, done);
        workers[id % 7 < 3 ? 0 : 1].postMessage(id);
      }),
    async stop() {
      const exits = workers.map((worker) => once(worker, 'exit'));
      for (const worker of workers) worker.postMessage(null);
      await Promise.all(exits);
    },
  };
}
