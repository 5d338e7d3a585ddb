// Stacks under the standard streams of a worker and under postMessageToThread, on both sides, and what their ports look like.
import { once } from 'node:events';
import { isMainThread, parentPort, postMessageToThread, Worker } from 'node:worker_threads';

const stack = (name) => new Error(name).stack;
/** Sorted: which thread is faster, nobody can say. */
const said = [];
const say = (...words) => said.push(words.join(' '));
const failed = (sending) => sending().then(() => 'no error', (error) => `${error.code} ${error.stack}`);

function show(name, stream) {
  return new Promise((done) => {
    stream.once('data', (data) => {
      say(stack(name), String(data));
      done();
    });
  });
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { stdin: true, stdout: true, stderr: true });
  const shown = [show('stdout', worker.stdout), show('stderr', worker.stderr)];
  worker.on('message', (text) => say(text));
  process.on('workerMessage', (text) => say(stack('workerMessage'), text));
  await once(worker, 'message');
  await new Promise((done) => worker.stdin.write('in', done));
  say(stack('written'));
  say(await failed(() => postMessageToThread(worker.threadId, 'heard')));
  say(await failed(() => postMessageToThread(12345, 'nobody')));
  say(await failed(() => postMessageToThread(worker.threadId, () => {})));
  say(await failed(() => postMessageToThread(0)));
  await Promise.all(shown);
  const [port] = Object.getOwnPropertySymbols(worker.stdout).flatMap((key) => (key.description === 'kPort' ? [worker.stdout[key]] : []));
  say(Object.keys(port), String(port.postMessage), port.postMessage.name, String(postMessageToThread));
  worker.postMessage('end');
  await once(worker, 'exit');
  say(process.listenerCount('workerMessage'), process.listenerCount('exit'));
  console.log(said.sort().join('\n'));
} else {
  process.on('workerMessage', (text) => parentPort.postMessage(`${stack('in the worker')} ${text}`));
  parentPort.postMessage(stack('begins'));
  const [data] = await once(process.stdin, 'data');
  parentPort.postMessage(`${stack('stdin')} ${data}`);
  await new Promise((done) => process.stdout.write('out', done));
  parentPort.postMessage(stack('out was taken'));
  await new Promise((done) => process.stderr.write('err', done));
  await postMessageToThread(0, 'to the main thread');
  parentPort.postMessage(await failed(() => postMessageToThread(12345, 'nobody')));
  await once(parentPort, 'message');
  parentPort.postMessage(`${process.listenerCount('exit')} ${process.listenerCount('workerMessage')}`);
  process.exit();
}
