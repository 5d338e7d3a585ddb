// Two workers and their creator, in both directions; one worker is unreferenced, and one message finds its worker at work.

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { print, sleep, stamp } from './edges.mjs';

if (isMainThread) {
  for (const name of ['one', 'two']) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { name } });
    worker.on('message', (message) => {
      print(message);
      worker.postMessage(stamp('worker'));
    });
    for (let n = 0; n < 3; n++) worker.postMessage(stamp('worker'));
  }
} else {
  let received = 0;
  parentPort.on('message', async (message) => {
    print(message);
    received++;
    if (received <= 3) {
      if (workerData.name === 'two') await sleep(5);
      parentPort.postMessage(stamp('worker'));
    }
    if (received === 6) parentPort.close();
  });
}
