// Ports that are cloned, taken by hand in a worker that sleeps, and found deep inside of what a worker is started with.

import { isMainThread, MessageChannel, parentPort, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const post = (port) => port.postMessage(stamp('messagePort'));

function take(port) {
  for (let taken = receiveMessageOnPort(port); ; taken = receiveMessageOnPort(port)) {
    if (taken !== undefined) return taken.message;
    Atomics.wait(workerData.bell, 0, 0, 1);
  }
}

if (isMainThread) {
  const [first, second, third] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  post(second.port1);
  // The clone is the port from here on, with what was on its way.
  const { port: cloned } = structuredClone({ port: second.port2 }, { transfer: [second.port2] });
  cloned.on('message', (message) => {
    print(message);
    post(cloned);
  });
  second.port1.on('message', (message) => {
    print(message);
    second.port1.close();
  });
  const bell = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { bell, deep: new Map([['ports', [new Set([first.port2]), { port: third.port2 }]]]) },
    transferList: [third.port2, first.port2],
  });
  for (let n = 0; n < 3; n++) post(first.port1);
  first.port1.on('message', (message) => {
    print(message);
    first.port1.close();
  });
  third.port1.on('message', (message) => {
    print(message);
    third.port1.close();
  });
  worker.on('message', print);
} else {
  const [ports, { port }] = workerData.deep.get('ports');
  const [taken] = ports;
  for (let n = 0; n < 3; n++) print(take(taken));
  post(taken);
  // A clone of what came from elsewhere.
  post(structuredClone(port, { transfer: [port] }));
  parentPort.postMessage(stamp('worker'));
}
