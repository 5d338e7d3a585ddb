// A cluster behind one port and one path: the primary accepts and hands each connection to a worker, and asks them itself.

import cluster from 'node:cluster';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Frames, frame, print, stamp } from './edges.mjs';

const serve = (transport) => (socket) =>
  new Frames(socket, (message) => {
    print(message);
    socket.end(frame(stamp(transport), message.edge[1].length));
  });

const ask = (transport, address, filler) =>
  new Promise((done) => {
    const socket = net.connect(address, () => socket.write(frame(stamp(transport), filler)));
    new Frames(socket, print);
    socket.on('close', done);
  });

if (cluster.isPrimary) {
  const path = join(mkdtempSync(join(tmpdir(), 'cluster-')), 'socket');
  const workers = [1, 2].map(() => cluster.fork({ SOCKET: path }));
  const ready = await Promise.all(workers.map((worker) => once(worker, 'message')));
  for (const [message] of ready) print(message);
  const { port } = ready[0][0];
  await Promise.all(Array.from({ length: 6 }, (_, n) => ask('tcp', { port, host: '127.0.0.1' }, n * 100)));
  // Which worker got which can't be told from order, but from how much was said.
  for (let n = 0; n < 4; n++) await ask('unix', { path }, n * 100);
  for (const worker of workers) {
    worker.send(stamp('ipc'));
    await once(worker, 'exit');
  }
} else {
  const servers = [net.createServer(serve('tcp')), net.createServer(serve('unix'))];
  servers[0].listen(0, '127.0.0.1');
  servers[1].listen(process.env.SOCKET);
  await Promise.all(servers.map((server) => once(server, 'listening')));
  process.on('message', (message) => {
    print(message);
    for (const server of servers) server.close();
    process.disconnect();
  });
  process.send({ ...stamp('ipc'), port: servers[0].address().port });
}
