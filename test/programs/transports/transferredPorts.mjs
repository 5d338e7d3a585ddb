// Ports that move: one by workerData, one through a worker's port, and one over a port that was itself sent to a worker; with messages in their queues.

import { isMainThread, MessageChannel, parentPort, Worker, workerData } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const post = (port) => port.postMessage(stamp('messagePort'));

if (isMainThread) {
  const first = new MessageChannel();
  const second = new MessageChannel();
  const inner = new MessageChannel();
  post(first.port1);
  post(inner.port1);
  const start = (role, ports) => new Worker(new URL(import.meta.url), { workerData: { role, ports }, transferList: ports });
  const a = start('a', [second.port2, first.port2]);
  const b = start('b', []);
  // `inner` goes to b by way of `second`, whose other end is with a.
  second.port1.postMessage({ ...stamp('messagePort'), port: inner.port2 }, [inner.port2]);
  post(inner.port1);
  b.postMessage({ ...stamp('worker'), port: second.port1 }, [second.port1]);
  inner.port1.on('message', (message) => {
    print(message);
    inner.port1.close();
  });
  first.port1.on('message', (message) => {
    print(message);
    first.port1.close();
  });
  for (const worker of [a, b]) worker.on('message', print);
} else if (workerData.role === 'a') {
  const [second, first] = workerData.ports;
  first.on('message', (message) => {
    print(message);
    post(first);
  });
  second.once('message', (message) => {
    print(message);
    // Back over the same channel, whose other end is with b by now.
    second.postMessage({ ...stamp('messagePort'), port: message.port }, [message.port]);
    second.on('message', print);
  });
} else {
  parentPort.once('message', (message) => {
    print(message);
    const second = message.port;
    second.on('message', (gift) => {
      print(gift);
      gift.port.on('message', (inner) => {
        print(inner);
        if (inner.edge[1] === 'messagePort 4') {
          post(gift.port);
          post(second);
          setTimeout(() => second.close(), 50);
          parentPort.postMessage(stamp('worker'));
        }
      });
    });
  });
}
