// A cluster of two workers behind one port; the primary asks them.

import cluster from 'node:cluster';
import http from 'node:http';
import { print, stamp, stampNamed } from './edges.mjs';

if (cluster.isPrimary) {
  const workers = [cluster.fork(), cluster.fork()];
  const ports = await Promise.all(workers.map((worker) => new Promise((done) => worker.once('message', (message) => (print(message), done(message.port))))));
  const agent = new http.Agent({ keepAlive: false });
  const ask = (path) =>
    new Promise((done, failed) => {
      const headers = { edge: JSON.stringify(stampNamed('http', `GET ${path}`)) };
      http.get({ host: '127.0.0.1', port: ports[0], path, agent, headers }, (response) => {
        print(JSON.parse(response.headers.edge));
        response.resume();
        response.on('end', done);
      }).on('error', failed);
    });
  await Promise.all(Array.from({ length: 8 }, (_, n) => ask(`/${n}`)));
  for (const worker of workers) worker.send(stamp('ipc'));
} else {
  const server = http.createServer((request, response) => {
    print(JSON.parse(request.headers.edge));
    response.writeHead(200, { edge: JSON.stringify(stampNamed('http', `200 for ${request.method} ${request.url.replace(/\?.*/, '')}`)) });
    response.end('hello');
  });
  // Any address, so that the server's end has an IPv6 form of what is IPv4 at the client's.
  server.listen(0, () => process.send({ ...stamp('ipc'), port: server.address().port }));
  process.on('message', (message) => {
    print(message);
    server.close(() => process.disconnect());
  });
}
