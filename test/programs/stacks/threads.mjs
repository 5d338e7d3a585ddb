// Stacks under events of workers, ports and channels, on both sides.
import { BroadcastChannel, isMainThread, MessageChannel, parentPort, Worker } from 'node:worker_threads';

const stack = (name) => new Error(name).stack;
const next = (emitter, event) => new Promise((done) => emitter.on(event, (value) => done([stack(event), value])));
if (!isMainThread) {
  parentPort.on('message', (word) => {
    parentPort.postMessage(stack(word));
    if (word === 'throw') setTimeout(() => { throw new Error('thrown'); }, 1);
    if (word === 'end') { process.on('exit', () => parentPort.postMessage(stack('exit listener'))); parentPort.close(); }
  });
} else {
  for (const word of ['throw', 'end']) {
    const worker = new Worker(new URL(import.meta.url));
    const heard = [];
    const ended = next(worker, 'exit');
    const failed = word === 'throw' ? next(worker, 'error') : undefined;
    worker.on('message', (text) => heard.push(text, stack('message')));
    console.log(...(await next(worker, 'online')));
    worker.postMessage(word);
    const error = (await failed)?.[1];
    console.log(error?.stack, (await ended)[1], heard.map((text) => text.split('\n').slice(0, 3).join('\n')).join('\n'));
  }
  const { port1, port2 } = new MessageChannel();
  port2.postMessage(1);
  await new Promise((done) => { port1.onmessage = () => { console.log(stack('onmessage')); done(); }; });
  const closed = next(port2, 'close');
  port1.close();
  setTimeout(() => {}, 100);
  console.log((await closed)[0]);
  const [one, other] = [new BroadcastChannel('a'), new BroadcastChannel('a')];
  other.postMessage(1);
  await new Promise((done) => { one.onmessage = () => { console.log(stack('broadcast')); done(); }; });
  one.close();
  other.close();
  for (const fail of [() => new Worker('nowhere'), () => new Worker(1), () => Worker(), () => other.postMessage(1), () => structuredClone(() => {}), () => new MessageChannel().port1.postMessage(() => {})]) {
    try { fail(); } catch (error) { console.log(error.stack); }
  }
}
