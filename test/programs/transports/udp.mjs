// UDP on one machine: a server in a worker with two clients, a connected socket, IPv4 to a socket of both families, and datagrams of no bytes.

import dgram from 'node:dgram';
import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const pack = (filler) => JSON.stringify({ ...stamp('udp'), filler: 'x'.repeat(filler) });

/** Sends one only when the answer to the one before has come: none is lost. */
async function ask(socket, send, fillers) {
  for (const filler of fillers) {
    send(pack(filler));
    const [data] = await once(socket, 'message');
    print(JSON.parse(data));
  }
}

/** An answer goes to where the question is from. */
function answer(socket) {
  socket.on('message', (data, { port, address }) => {
    print(JSON.parse(data));
    socket.send([pack(10), ''], port, address);
  });
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  const [message] = await once(worker, 'message');
  print(message);
  const clients = [dgram.createSocket('udp4'), dgram.createSocket({ type: 'udp4' }), dgram.createSocket('udp4')];
  clients[1].bind(0, '127.0.0.1');
  clients[2].connect(message.port, '127.0.0.1');
  await Promise.all([once(clients[1], 'listening'), once(clients[2], 'connect')]);
  // One after the other: a name is looked up before it is sent to, and what is packed first would leave last.
  await ask(clients[0], (data) => clients[0].send(data, message.port, 'localhost'), [0, 500, 500, 0]);
  await ask(clients[1], (data) => clients[1].send(Buffer.from(data), message.both, '127.0.0.1'), [0, 0, 0]);
  await ask(clients[2], (data) => clients[2].send([data]), [9, 8000]);
  for (const client of clients) client.close();
  worker.postMessage(stamp('worker'));
} else {
  const servers = [dgram.createSocket('udp4'), dgram.createSocket('udp6')];
  servers[0].bind(0, '127.0.0.1');
  servers[1].bind(0);
  await Promise.all(servers.map((server) => once(server, 'listening')));
  for (const server of servers) answer(server);
  parentPort.postMessage({ ...stamp('worker'), port: servers[0].address().port, both: servers[1].address().port });
  parentPort.once('message', (message) => {
    print(message);
    for (const server of servers) server.close();
  });
}
