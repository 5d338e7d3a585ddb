// A fair lock in shared memory: each that releases it hands it to the one who drew the next number.

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { ofNobody, sleepAt, wakeOne } from './edges.mjs';

const threads = 4;
const rounds = 15;
const places = threads * 2;
const next = places;
const counter = places + 1;
const never = places + 2;

if (isMainThread) {
  const array = new Int32Array(new SharedArrayBuffer((places + 3) * 4));
  Atomics.store(array, 0, ofNobody); // free
  const workers = Array.from({ length: threads }, () => new Worker(new URL(import.meta.url), { workerData: array }));
  await Promise.all(workers.map((worker) => new Promise((done) => worker.on('exit', done))));
  if (array[counter] !== threads * rounds) throw new Error(`the lock failed: ${array[counter]}`);
} else {
  for (let round = 0; round < rounds; round++) {
    const number = Atomics.add(workerData, next, 1);
    sleepAt(workerData, number % places);
    const seen = workerData[counter];
    Atomics.wait(workerData, never, 0, 1);
    workerData[counter] = seen + 1;
    wakeOne(workerData, (number + 1) % places);
  }
}
