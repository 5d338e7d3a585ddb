// fetch: many requests at once to a server in a worker, with and without bodies.

import http from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { print, sleep, stamp, stampNamed } from './edges.mjs';

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  worker.once('message', async (message) => {
    print(message);
    const { port } = message;
    const ask = async (path, body) => {
      const method = body === undefined ? 'GET' : 'POST';
      const headers = { edge: JSON.stringify(stampNamed('http', `${method} ${path.replace(/\?.*/, '')}`)) };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body });
      print(JSON.parse(response.headers.get('edge')));
      await response.text();
    };
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 8 }, (_, n) => ask(`/${round}/${n}?q=${n}`, n % 4 === 3 ? 'z'.repeat(50_000) : undefined)));
    }
    worker.postMessage(stamp('worker'));
  });
} else {
  const server = http.createServer(async (request, response) => {
    print(JSON.parse(request.headers.edge));
    for await (const _ of request);
    await sleep(Math.random() * 5);
    response.writeHead(200, { edge: JSON.stringify(stampNamed('http', `200 for ${request.method} ${request.url.replace(/\?.*/, '')}`)) });
    response.end('x'.repeat(1000));
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage({ ...stamp('worker'), port: server.address().port }));
  parentPort.once('message', (message) => {
    print(message);
    server.closeAllConnections();
    server.close();
  });
}
