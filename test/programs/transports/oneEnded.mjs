// Messages that have one end: to a worker that is terminated, to a closed port, to nobody, and from and to a program that is not traced.

import { spawn } from 'node:child_process';
import net from 'node:net';
import { BroadcastChannel, MessageChannel, Worker } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();
port1.ref();
port2.close();
await new Promise((done) => port1.once('close', done));
port1.postMessage('closed');

new BroadcastChannel('nobody').postMessage('closed');

const unheard = new MessageChannel();
unheard.port1.postMessage('in flight');

const server = net.createServer((socket) => socket.once('data', () => socket.end('not traced')));
server.listen(0, '127.0.0.1', () => {
  const script = `exec 3<>/dev/tcp/127.0.0.1/${server.address().port}; echo hello >&3; cat <&3 >/dev/null`;
  spawn('bash', ['-c', script]).on('exit', () => process.exit());
});
