// One name, three workers and their creator: each posts in its turn, and each of the other three hears it.

import { BroadcastChannel, isMainThread, parentPort, Worker } from 'node:worker_threads';
import { print, sleep, stamp } from './edges.mjs';

const channel = new BroadcastChannel('news');
channel.onmessage = ({ data }) => {
  print(data);
  if (data.end) channel.close();
};

if (isMainThread) {
  const workers = [1, 2, 3].map(() => new Worker(new URL(import.meta.url)));
  await Promise.all(workers.map((worker) => new Promise((ready) => worker.once('message', (message) => (print(message), ready())))));
  for (let round = 0; round < 2; round++) {
    channel.postMessage(stamp('broadcastChannel'));
    for (const worker of workers) {
      worker.postMessage(stamp('worker'));
      await new Promise((done) => worker.once('message', (message) => (print(message), done())));
    }
  }
  await sleep(20);
  channel.postMessage({ ...stamp('broadcastChannel'), end: true });
  channel.close();
} else {
  parentPort.on('message', (message) => {
    print(message);
    channel.postMessage(stamp('broadcastChannel'));
    parentPort.postMessage(stamp('worker'));
  });
  parentPort.postMessage(stamp('worker'));
  parentPort.unref();
}
