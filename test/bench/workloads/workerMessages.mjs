// A message to a worker and back, one at a time.
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const rounds = Number(process.env.ROUNDS ?? 80_000);

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  let left = rounds;
  worker.on('message', (value) => {
    if (--left > 0) worker.postMessage(value);
    else worker.terminate();
  });
  worker.postMessage({ id: 1, text: 'x'.repeat(20) });
} else {
  parentPort.on('message', (value) => parentPort.postMessage(value));
}
