// Many clients of one Unix socket, alike in what they say: one after the other and at once, from a worker and another process too; then the path is used again.

import { fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { Frames, frame, print, stamp } from './edges.mjs';

const ask = (path, fillerBytes = 0) =>
  new Promise((done) => {
    const socket = net.connect(path, () => socket.write(frame(stamp('unix'), fillerBytes)));
    new Frames(socket, (message) => (print(message), socket.end()));
    socket.on('close', done);
  });

/** Waits to be refused; nobody listens any more. */
const askNobody = (path) => new Promise((done) => net.connect(path).on('error', done));

const serve = (path) =>
  new Promise((opened) => {
    const server = net.createServer((socket) => new Frames(socket, (message) => (print(message), socket.write(frame(stamp('unix'))))));
    server.listen(path, () => opened(server));
  });

if (!isMainThread) await Promise.all([ask(workerData), ask(workerData)]);
else if (process.argv[2] !== undefined) {
  for (let n = 0; n < 3; n++) await ask(process.argv[2]);
} else {
  const path = join(mkdtempSync(join(tmpdir(), 'unix-')), 'a socket');
  await askNobody(path);
  for (let use = 0; use < 2; use++) {
    const server = await serve(path);
    await Promise.all(Array.from({ length: 5 }, () => ask(path)));
    // One that never says a word takes its place all the same.
    await new Promise((done) => net.connect(path, function () { this.end(); }).on('close', done));
    await Promise.all([ask(path, 300_000), ask(path), ask(path, 300_000)]);
    await new Promise((done) => fork(new URL(import.meta.url).pathname, [path]).on('exit', done));
    await new Promise((done) => new Worker(new URL(import.meta.url), { workerData: path }).on('exit', done));
    await new Promise((done) => server.close(done));
  }
}
