// Handles and listeners of every transport: as many, of the same kinds, with the same properties.
import { createSocket } from 'node:dgram';
import { EventEmitter, getEventListeners, once } from 'node:events';
import { watch } from 'node:fs';
import { createServer as createHttpServer, get } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { MessageChannel, Worker } from 'node:worker_threads';

const describe = (object) => [
  object.constructor.name,
  Reflect.ownKeys(object).map(String).sort().join(),
  object.eventNames?.().map((name) => `${String(name)}:${object.listenerCount(name)}`).sort().join(),
];
const show = (name, ...objects) => {
  const handles = process._getActiveHandles().map((handle) => handle.constructor.name).sort();
  console.log(name, process.getActiveResourcesInfo().sort().join(), '|', handles.join(), '|', process._getActiveRequests().length);
  for (const object of objects) console.log(...describe(object));
};
const quiet = setTimeout(() => {}, 60_000);
show("start", process);

const server = createServer((socket) => socket.pipe(socket)).listen(0);
await once(server, 'listening');
const client = connect(server.address().port);
client.end('echo');
await once(client, 'data');
show('net', server, client);
await once(client, 'close');
server.close();
await once(server, 'close');

const web = createHttpServer((request, response) => {
  show('http', request, response);
  response.end('body');
}).listen(0);
await once(web, 'listening');
const response = await new Promise((done) => get({ port: web.address().port, agent: false }, done));
for await (const chunk of response) console.log(String(chunk));
const fetched = await fetch(`http://localhost:${web.address().port}`);
console.log(fetched.status, await fetched.text());
web.closeAllConnections();
web.close();
await once(web, 'close');

const server2 = createHttp2Server((request, answer) => answer.end('second')).listen(0);
await once(server2, 'listening');
const session = connectHttp2(`http://localhost:${server2.address().port}`);
const stream = session.request({ ':path': '/' });
let text = '';
await pipeline(stream, async (source) => {
  for await (const chunk of source) text += chunk;
});
console.log(text, session.eventNames().map(String).sort().join(), stream.eventNames().map(String).sort().join());
session.close();
server2.close();
await once(server2, 'close');

const one = createSocket('udp4').bind(0);
await once(one, 'listening');
const told = once(one, 'message');
one.send('datagram', one.address().port);
console.log(String((await told)[0]));
show('dgram', one);
one.close();

const { port1, port2 } = new MessageChannel();
port2.on('message', (value) => console.log('port', value, describe(port2), getEventListeners(port2, 'message').length));
port1.postMessage({ a: 1 });
await once(port2, 'message');
port1.close();

const watcher = watch(import.meta.filename);
show('watch', watcher);
watcher.close();

const worker = new Worker('require("node:worker_threads").parentPort.once("message", () => {})', { eval: true, stdout: true });
await once(worker, 'online');
show('worker', worker, worker.stdout);
worker.postMessage(1);
await once(worker, 'exit');
await new Promise(setImmediate);
console.log(describe(worker), EventEmitter.listenerCount(worker, 'exit'), worker.threadId);
clearTimeout(quiet);
await new Promise((done) => setTimeout(done, 50));
show('end', process);
