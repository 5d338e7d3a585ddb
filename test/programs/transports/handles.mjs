// A parent that accepts connections and hands them, and messages of its own, to a child; Node's receipts are none of the program's messages.

import { fork } from 'node:child_process';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { print, stamp } from './edges.mjs';

if (process.send === undefined) {
  const child = fork(fileURLToPath(import.meta.url));
  child.on('message', (message) => {
    print(message);
    if (message.last) child.disconnect();
  });
  let left = 3;
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    child.send(stamp('ipc'), socket);
    child.send(stamp('ipc'));
    if (--left === 0) server.close();
  });
  server.listen(0, '127.0.0.1', async () => {
    for (let n = 0; n < 3; n++) {
      const socket = net.connect(server.address().port, '127.0.0.1');
      const answer = new Promise((done) => socket.once('data', done));
      socket.write(JSON.stringify(stamp('tcp')));
      print(JSON.parse(await answer));
      socket.end();
    }
    child.send(stamp('ipc'));
  });
} else {
  let received = 0;
  process.on('message', (message, socket) => {
    print(message);
    socket?.on('data', (data) => {
      print(JSON.parse(data));
      socket.end(JSON.stringify(stamp('tcp')));
    });
    if (++received === 7) process.send({ ...stamp('ipc'), last: true });
  });
}
