// A forked process that starts workers that open ports to each other.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isMainThread, MessageChannel, parentPort, Worker, workerData } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const rounds = 5;

if (!isMainThread) {
  const talk = (port, begins) => {
    let received = 0;
    port.on('message', (message) => {
      print(message);
      received++;
      if (received < rounds || !begins) port.postMessage(stamp('messagePort'));
      if (received === rounds && begins) port.close();
    });
    port.on('close', () => parentPort.postMessage(stamp('worker')));
    if (begins) port.postMessage(stamp('messagePort'));
  };
  parentPort.once('message', (message) => {
    print(message);
    talk(message.port, workerData.begins);
  });
} else if (process.send === undefined) {
  const child = fork(fileURLToPath(import.meta.url));
  child.on('message', print);
  child.send(stamp('ipc'));
} else {
  process.once('message', (message) => {
    print(message);
    const workers = [true, false].map((begins) => new Worker(new URL(import.meta.url), { workerData: { begins } }));
    const { port1, port2 } = new MessageChannel();
    for (const [index, port] of [port1, port2].entries()) workers[index].postMessage({ ...stamp('worker'), port }, [port]);
    for (const worker of workers) {
      worker.on('message', (done) => {
        print(done);
        process.send(stamp('ipc'));
      });
      worker.on('exit', () => {
        if (--left === 0) process.disconnect();
      });
    }
    let left = workers.length;
  });
}
