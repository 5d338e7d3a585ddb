// postMessageToThread: between the main thread, its two workers and a worker of one of them, by way of the main thread and to it; what fails at once sends nothing.

import { once } from 'node:events';
import { isMainThread, MessageChannel, parentPort, postMessageToThread, threadId, Worker, workerData } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const transport = 'workerMessage';
const send = (to, more = {}, ports = []) => postMessageToThread(to, { ...stamp(transport), ...more }, ports);
// From the beginning on: who sends may be faster than who waits.
const queue = [];
let arrived = () => {};
process.on('workerMessage', (message, source) => {
  if (message.edge[0] !== `${process.pid}.${source}`) throw new Error(`not from ${source}`);
  print(message);
  queue.push(message);
  arrived();
});
async function heard() {
  while (queue.length === 0) await new Promise((done) => (arrived = done));
  return queue.shift();
}
const start = async (role) => {
  const worker = new Worker(new URL(import.meta.url), { workerData: role });
  const [message] = await once(worker, 'message');
  print(message);
  return { id: worker.threadId, nested: message.nested };
};

async function fails(sending) {
  try {
    await sending();
  } catch {
    return;
  }
  throw new Error('it was to fail');
}

const roles = {
  /** Creates the innermost one, hears of the other threads, and asks each. */
  async first() {
    const inner = await start('inner');
    parentPort.postMessage({ ...stamp('worker'), nested: inner.id });
    const { second } = await heard();
    const { port1, port2 } = new MessageChannel();
    const answered = once(port1, 'message');
    await send(second, { port: port2, inner: inner.id }, [port2]);
    print((await answered)[0]);
    port1.close();
    await send(inner.id);
    await heard();
    await send(0);
  },
  async second() {
    parentPort.postMessage(stamp('worker'));
    const { port, inner } = await heard();
    port.postMessage(stamp('messagePort'));
    await send(inner, { to: 0 });
    await send(0);
    port.close();
  },
  async inner() {
    parentPort.postMessage(stamp('worker'));
    // From the first and the second, in either order, and from the main thread.
    const messages = [await heard(), await heard()];
    const first = messages.find(({ to }) => to === undefined).edge[0].split('.')[1];
    await send(Number(first));
    await heard();
  },
};

if (isMainThread) {
  const first = await start('first');
  const second = await start('second');
  await fails(() => postMessageToThread(12345, 'nobody'));
  await fails(() => postMessageToThread(threadId, 'to itself'));
  await fails(() => postMessageToThread(first.id, () => {}));
  await send(first.id, { second: second.id });
  await heard();
  await heard();
  await send(first.nested);
} else {
  const awake = setInterval(() => {}, 1_000_000);
  await roles[workerData]();
  clearInterval(awake);
}
