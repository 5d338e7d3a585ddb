// Messages that have one end: to a closed port, to nobody, to a thread that does not listen and to one that is not there, and from and to a program that is not traced.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { BroadcastChannel, MessageChannel, postMessageToThread, Worker } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();
port1.ref();
port2.close();
await new Promise((done) => port1.once('close', done));
port1.postMessage('closed');

new BroadcastChannel('nobody').postMessage('closed');

const unheard = new MessageChannel();
unheard.port1.postMessage('in flight');

const unlistening = new Worker('setInterval(() => {}, 1000)', { eval: true });
await once(unlistening, 'online');
await postMessageToThread(unlistening.threadId, 'unheard').catch(() => {});
const asking = "require('node:worker_threads').postMessageToThread(12345, 'nobody').catch(() => {})";
await once(new Worker(asking, { eval: true }), 'exit');

const server = net.createServer((socket) => socket.once('data', () => socket.end('not traced')));
server.listen(0, '127.0.0.1', () => {
  const script = `exec 3<>/dev/tcp/127.0.0.1/${server.address().port}; echo hello >&3; cat <&3 >/dev/null`;
  spawn('bash', ['-c', script]).on('exit', () => process.exit());
});
