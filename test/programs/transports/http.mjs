// node:http over kept connections: GET and POST with bodies in several writes, a pipelined pair, and a client in another process.

import { fork } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { print, sleep, stampNamed } from './edges.mjs';

if (process.send === undefined) {
  const server = http.createServer(async (request, response) => {
    print(JSON.parse(request.headers.edge));
    let bytes = 0;
    for await (const chunk of request) bytes += chunk.length;
    const status = request.method === 'POST' ? 201 : 200;
    response.writeHead(status, { edge: JSON.stringify(stampNamed('http', `${status} for ${request.method} ${request.url.replace(/\?.*/, '')}`)) });
    if (bytes > 0) {
      response.write(`${bytes}`);
      await sleep(2);
      response.write('x'.repeat(100_000));
    }
    response.end('done');
  });
  server.keepAliveTimeout = 500;
  server.listen(0, '127.0.0.1', () => {
    const child = fork(fileURLToPath(import.meta.url), [String(server.address().port)]);
    child.on('exit', () => server.close());
  });
} else {
  const port = Number(process.argv[2]);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const ask = (method, path, body) =>
    new Promise((done, failed) => {
      const headers = { edge: JSON.stringify(stampNamed('http', `${method} ${path.replace(/\?.*/, '')}`)) };
      const request = http.request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
        print(JSON.parse(response.headers.edge));
        response.resume();
        response.on('end', done);
      });
      request.on('error', failed);
      void (async () => {
        for (const part of body ?? []) {
          request.write(part);
          await sleep(2);
        }
        request.end();
      })();
    });
  await ask('GET', '/one?secret=1');
  await ask('POST', '/two', ['a', 'b'.repeat(200_000), 'c']);
  await Promise.all(['/three', '/four?x', '/five', '/six'].map((path) => ask('GET', path)));
  await Promise.all(['/seven', '/eight'].map((path) => ask('POST', path, ['x', 'y'])));
  agent.destroy();
  process.disconnect();
}
