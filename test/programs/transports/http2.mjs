// HTTP/2: many streams at once over one connection, with bodies both ways, a pushed one, and one that is refused; over TCP from a worker, over TLS from beside.

import { once } from 'node:events';
import http2 from 'node:http2';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { print, sleep, stampNamed } from './edges.mjs';

const key = Buffer.from('0123456789abcdef');
const secrets = { ciphers: 'PSK+HIGH', maxVersion: 'TLSv1.2' };
const plain = (path) => path.replace(/\?.*/, '');
const edge = (name) => JSON.stringify(stampNamed('http2', name));

async function ask(session, path, parts = 0) {
  const method = parts > 0 ? 'POST' : 'GET';
  const stream = session.request({ ':method': method, ':path': path, edge: edge(`${method} ${plain(path)}`) }, { endStream: parts === 0 });
  for (let n = 0; n < parts; n++) {
    stream.write('x'.repeat(n * 20_000));
    await sleep(1);
  }
  if (parts > 0) stream.end();
  const [headers] = await once(stream, 'response');
  print(JSON.parse(headers.edge));
  stream.resume();
  await once(stream, 'end');
}

async function talk(session) {
  const pushed = new Promise((done) => {
    session.on('stream', (stream, headers) => {
      print(JSON.parse(headers.edge));
      stream.on('push', (response) => print(JSON.parse(response.edge)));
      stream.resume().on('end', done);
    });
  });
  await ask(session, '/first?secret');
  await Promise.all([1, 2, 3, 4].map((n) => ask(session, `/many/${n}`, n % 3)));
  await Promise.all([ask(session, '/push'), pushed]);
  await ask(session, '/refused');
  session.close();
  await once(session, 'close');
}

function push(stream) {
  stream.pushStream({ ':path': '/style', edge: edge('GET /style') }, (error, pushed) => {
    pushed.respond({ ':status': 201, edge: edge('201 for GET /style') });
    pushed.end('style');
  });
}

async function answer(stream, headers) {
  print(JSON.parse(headers.edge));
  const [method, path] = [headers[':method'], plain(headers[':path'])];
  let bytes = 0;
  for await (const part of stream) bytes += part.length;
  if (path === '/push') push(stream);
  const status = path === '/refused' ? 404 : 200;
  stream.respond({ ':status': status, edge: edge(`${status} for ${method} ${path}`) });
  stream.write(`${bytes} bytes`);
  await sleep(1);
  stream.end('y'.repeat(bytes));
}

async function serve(server) {
  server.on('stream', answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server.address().port;
}

if (isMainThread) {
  const servers = [http2.createServer(), http2.createSecureServer({ ...secrets, pskCallback: () => key })];
  const [port, securePort] = await Promise.all(servers.map(serve));
  const options = { ...secrets, pskCallback: () => ({ psk: key, identity: 'us' }), checkServerIdentity: () => undefined };
  await Promise.all([
    once(new Worker(new URL(import.meta.url), { workerData: port }), 'exit'),
    talk(http2.connect(`https://127.0.0.1:${securePort}`, options)),
  ]);
  for (const server of servers) server.close();
} else {
  await talk(http2.connect(`http://127.0.0.1:${workerData}`));
}
