// A program in which nothing goes wrong: workers, a server, streams, loops that were ended.
import { on, once } from 'node:events';
import { createServer, get } from 'node:http';
import { setInterval as every, setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

async function serve(): Promise<void> {
  const server = createServer((_request, response) => void response.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const [response] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response');
  for await (const _ of response);
  server.close();
  await once(server, 'close');
}

async function compute(): Promise<void> {
  const worker = new Worker("const { parentPort } = require('node:worker_threads'); parentPort.on('message', (n) => parentPort.postMessage(n * 2));", { eval: true });
  worker.postMessage(21);
  for await (const _ of on(worker, 'message')) break;
  await worker.terminate();
}

async function tick(): Promise<void> {
  let count = 0;
  for await (const _ of every(2)) if (++count === 3) return;
}

async function giveUp(): Promise<void> {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 2);
  await sleep(10_000, null, { signal: abort.signal }).catch(() => undefined);
}

await Promise.all([serve(), compute(), tick(), giveUp(), Promise.race([sleep(1), sleep(2)])]);
