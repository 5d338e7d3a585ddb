// Shared memory of one size that goes from hand to hand: each pair of workers has its own, and sleeps at the same place of it.

import { MessageChannel, parentPort, Worker, workerData } from 'node:worker_threads';
import { sleepAt, wakeOne } from './edges.mjs';

const pairs = 3;
const rounds = 30;

/** Two at one table: each wakes the other and sleeps. */
function play(array, seat) {
  for (let round = 0; round < rounds; round++) {
    if (seat === 0) wakeOne(array, 1);
    sleepAt(array, seat);
    if (seat === 1) wakeOne(array, 0);
  }
}

if (workerData === null) {
  for (let pair = 0; pair < pairs; pair++) {
    const buffer = new SharedArrayBuffer(8);
    const { port1, port2 } = new MessageChannel();
    const first = new Worker(new URL(import.meta.url), { workerData: { port: port1 }, transferList: [port1] });
    new Worker(new URL(import.meta.url), { workerData: { port: port2 }, transferList: [port2] });
    first.postMessage({ table: { buffer } });
  }
} else if (workerData.port) {
  // The first of a pair gets the memory from the main thread, the second from the first.
  const { port } = workerData;
  const begin = (array, seat) => {
    port.close();
    parentPort.close();
    play(array, seat);
  };
  parentPort.once('message', ({ table: { buffer } }) => {
    const array = new Int32Array(buffer);
    port.postMessage({ ready: [array] });
    setTimeout(() => begin(array, 0), 20);
  });
  port.once('message', ({ ready: [array] }) => begin(array, 1));
}
