// Three workers that sleep each at a place of its own, then all at one; and waits that nobody ends.

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { label, print, sleepAt, wakeOne, woke } from './edges.mjs';

const rounds = 20;
const workers = 3;
const all = 8; // the label that all of them wait for
const arrived = 9;
const gone = 10;
const array = isMainThread ? new Int32Array(new SharedArrayBuffer(64)) : workerData.array;

function sleepWithAll() {
  Atomics.add(array, arrived, 1);
  while (Atomics.load(array, all) === 0) if (Atomics.wait(array, all, 0) === 'ok') print(Atomics.load(array, all));
  Atomics.add(array, gone, 1);
}

async function wakeAll() {
  while (Atomics.load(array, arrived) < workers) await pause();
  await pause();
  Atomics.store(array, all, label());
  if (Atomics.notify(array, all) > 0) woke();
  while (Atomics.load(array, gone) < workers) await pause();
}

const pause = () => new Promise((done) => setTimeout(done, 5));

if (isMainThread) {
  for (let index = 0; index < workers; index++) new Worker(new URL(import.meta.url), { workerData: { array, index } });
  if (Atomics.wait(array, 15, 0, 5) !== 'timed-out') throw new Error('woken by nobody');
  if (Atomics.wait(array, 15, 1) !== 'not-equal') throw new Error('slept in vain');
  for (let round = 0; round < rounds; round++) {
    for (let index = 0; index < workers; index++) wakeOne(array, index);
    if (round % 4 === 0) await pause();
    while ([0, 1, 2].some((index) => Atomics.load(array, index) !== 0)) await pause();
  }
  await wakeAll();
} else {
  for (let round = 0; round < rounds; round++) sleepAt(array, workerData.index);
  sleepWithAll();
}
