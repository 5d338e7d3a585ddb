// HTTP that stops being HTTP: requests in a row without waiting, an upgrade to a protocol of our own, and CONNECT through a proxy.

import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { Frames, frame, print, stamp, stampNamed } from './edges.mjs';

const edge = (name) => JSON.stringify(stampNamed('http', name));

/** Raw requests, one write each; the header that tells the edge is read by the server. */
async function inARow(port) {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  for (const path of ['/1', '/2']) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    while (!text.includes(`done ${path}`)) text += await once(socket, 'data');
    print(JSON.parse(/edge: (.*)\r\n/i.exec(text)[1]));
    text = '';
  }
  socket.end();
}

async function upgrade(port) {
  const request = http.request({ port, host: '127.0.0.1', path: '/own', headers: { connection: 'Upgrade', upgrade: 'own', edge: edge('GET /own') } });
  request.end();
  const [response, socket] = await once(request, 'upgrade');
  print(JSON.parse(response.headers.edge));
  socket.write(frame(stamp('tcp')));
  new Frames(socket, (message) => {
    print(message);
    socket.end();
  });
  await once(socket, 'close');
}

async function tunnel(proxyPort, targetPort) {
  const target = `127.0.0.1:${targetPort}`;
  const request = http.request({ port: proxyPort, host: '127.0.0.1', method: 'CONNECT', path: target, headers: { edge: edge(`CONNECT ${target}`) } });
  request.end();
  const [response, socket] = await once(request, 'connect');
  print(JSON.parse(response.headers.edge));
  socket.write(frame(stamp('tcp')));
  new Frames(socket, (message) => {
    print(message);
    socket.end();
  });
  await once(socket, 'close');
}

const server = http.createServer((request, response) => {
  if (request.headers.edge !== undefined) print(JSON.parse(request.headers.edge));
  else print({ edge: [`${process.pid}.0`, `http GET ${request.url}`] });
  response.writeHead(200, { edge: edge(`200 for GET ${request.url}`) });
  response.end(`done ${request.url}`);
});
server.on('upgrade', (request, socket) => {
  socket.on('end', () => socket.end());
  print(JSON.parse(request.headers.edge));
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: own\r\nedge: ${edge('101 own for GET /own')}\r\n\r\n`);
  new Frames(socket, (message) => {
    print(message);
    socket.write(frame(stamp('tcp')));
  });
});
server.on('connect', (request, socket) => {
  socket.on('end', () => socket.end());
  print(JSON.parse(request.headers.edge));
  socket.write(`HTTP/1.1 200 Connected\r\nedge: ${edge(`200 for CONNECT ${request.url}`)}\r\n\r\n`);
  const [host, port] = request.url.split(':');
  const onward = net.connect(Number(port), host);
  new Frames(socket, (message) => {
    print(message);
    onward.write(frame(stamp('tcp')));
  });
  new Frames(onward, (message) => {
    print(message);
    socket.write(frame(stamp('tcp')));
    onward.end();
  });
});
const target = net.createServer((socket) => {
  new Frames(socket, (message) => {
    print(message);
    socket.write(frame(stamp('tcp')));
  });
});
server.listen(0, '127.0.0.1');
target.listen(0, '127.0.0.1');
await Promise.all([once(server, 'listening'), once(target, 'listening')]);
await inARow(server.address().port);
await upgrade(server.address().port);
await tunnel(server.address().port, target.address().port);
server.close();
target.close();
