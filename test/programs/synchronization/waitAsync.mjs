// Atomics.waitAsync: promises that another thread fulfils, and one that the own thread does.

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { label, print, sleepAt, takeLabel, wakeOne, woke } from './edges.mjs';

const rounds = 10;

async function awaitAt(array, index) {
  while (Atomics.load(array, index) === 0) {
    const { async, value } = Atomics.waitAsync(array, index, 0);
    if (async && (await value) === 'ok') print(Atomics.load(array, index));
  }
  takeLabel(array, index);
}

if (isMainThread) {
  const array = new Int32Array(new SharedArrayBuffer(16));
  const worker = new Worker(new URL(import.meta.url), { workerData: array });
  const keepAlive = setInterval(() => {}, 1000);
  for (let round = 0; round < rounds; round++) {
    wakeOne(array, 0);
    await awaitAt(array, 1);
  }
  await new Promise((done) => worker.on('exit', done));
  const { value } = Atomics.waitAsync(array, 2, 0);
  const { value: late } = Atomics.waitAsync(array, 3, 0, 10);
  const found = label();
  if (Atomics.notify(array, 2) !== 1) throw new Error('nobody waited');
  woke();
  if ((await value) === 'ok') print(found);
  if ((await late) !== 'timed-out') throw new Error('woken by nobody');
  clearInterval(keepAlive);
} else {
  for (let round = 0; round < rounds; round++) {
    sleepAt(workerData, 0);
    wakeOne(workerData, 1);
  }
}
