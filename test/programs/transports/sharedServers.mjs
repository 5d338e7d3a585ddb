// A server and a connection that are sent to a child: both processes accept on the one port, and the child goes on where the parent stopped.

import { fork } from 'node:child_process';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { Frames, frame, print, stamp } from './edges.mjs';

const serve = (socket) =>
  new Frames(socket, (message) => {
    print(message);
    socket.end(frame(stamp('tcp')));
  });

if (process.send === undefined) {
  const child = fork(fileURLToPath(import.meta.url));
  const server = net.createServer(serve);
  child.on('message', async (message) => {
    print(message);
    if (message.last) return server.close();
    const { port } = server.address();
    // Whoever is quicker takes it.
    for (let n = 0; n < 12; n++) {
      await new Promise((done) => {
        const socket = net.connect(port, '127.0.0.1', () => socket.write(frame(stamp('tcp'), 1000)));
        new Frames(socket, print);
        socket.on('close', done);
      });
    }
    child.send({ ...stamp('ipc'), last: true });
  });
  server.listen(0, '127.0.0.1', () => child.send(stamp('ipc'), server));
} else {
  process.on('message', (message, server) => {
    print(message);
    if (message.last) {
      own.close();
      process.send({ ...stamp('ipc'), last: true }, () => process.disconnect());
    } else {
      own = server;
      server.on('connection', serve);
      process.send(stamp('ipc'));
    }
  });
  let own;
}
