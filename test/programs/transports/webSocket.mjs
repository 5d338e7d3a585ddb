// WebSockets: the clients are Node's own, the server writes its frames by hand; three clients in a worker and one beside the server.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { print, stamp, stampNamed } from './edges.mjs';

const rounds = 3;

async function open(port, n) {
  const headers = { edge: JSON.stringify(stampNamed('http', `GET /chat/${n}`)) };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/chat/${n}?token`, { headers });
  await once(socket, 'open');
  // The header of the response is out of reach.
  print({ edge: [`${process.pid}.0`, `http 101 websocket for GET /chat/${n}`] });
  return socket;
}

async function talk(socket, n) {
  const send = () => socket.send(JSON.stringify({ ...stamp('websocket'), filler: 'x'.repeat(n * 20_000) }));
  await new Promise((done) => {
    let received = 0;
    socket.onmessage = ({ data }) => {
      print(JSON.parse(data));
      if (++received < rounds) send();
      else done();
    };
    send();
  });
}

async function close(socket) {
  socket.close(1000, JSON.stringify(stamp('websocket')));
  const [{ reason }] = await once(socket, 'close');
  print(JSON.parse(reason));
}

/** All at once, but for the openings and the ends, which nobody hears of in the order in which they come. */
async function talkOverAll(port, numbers) {
  const sockets = [];
  for (const n of numbers) sockets.push(await open(port, n));
  await Promise.all(sockets.map((socket, index) => talk(socket, numbers[index])));
  for (const socket of sockets) await close(socket);
}

/** Cuts frames out of what a client sends: the length in 7, 16 or 64 bits, four bytes of mask, the masked text. */
class ClientFrames {
  #rest = Buffer.alloc(0);

  constructor(socket, onFrame) {
    socket.on('data', (chunk) => {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      for (let frame = this.#take(); frame !== null; frame = this.#take()) onFrame(frame);
    });
  }

  #take() {
    if (this.#rest.length < 2) return null;
    const short = this.#rest[1] & 127;
    const start = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (this.#rest.length < start + 4) return null;
    const length = short === 127 ? Number(this.#rest.readBigUInt64BE(2)) : short === 126 ? this.#rest.readUInt16BE(2) : short;
    if (this.#rest.length < start + 4 + length) return null;
    const mask = this.#rest.subarray(start, start + 4);
    const text = this.#rest.subarray(start + 4, start + 4 + length).map((byte, index) => byte ^ mask[index % 4]);
    const opcode = this.#rest[0] & 15;
    this.#rest = this.#rest.subarray(start + 4 + length);
    return { opcode, text };
  }
}

/** `head`: what precedes the text: for a closing frame its code. */
function serverFrame(opcode, text, head = []) {
  const bytes = Buffer.from([...head, ...Buffer.from(text)]);
  return Buffer.concat([Buffer.from(bytes.length < 126 ? [opcode, bytes.length] : [opcode, 126, bytes.length >> 8, bytes.length & 255]), bytes]);
}

function accept(request, socket) {
  print(JSON.parse(request.headers.edge));
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  let n = 0;
  new ClientFrames(socket, ({ opcode, text }) => {
    print(JSON.parse(opcode === 8 ? text.subarray(2) : text));
    if (opcode === 8) socket.end(serverFrame(0x88, JSON.stringify(stamp('websocket')), text.subarray(0, 2)));
    else socket.write(serverFrame(0x81, JSON.stringify({ ...stamp('websocket'), filler: 'y'.repeat(n++ * 100) })));
  });
  socket.on('error', () => {});
}

if (isMainThread) {
  const server = http.createServer().on('upgrade', accept);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  await Promise.all([talkOverAll(port, [0]), once(new Worker(new URL(import.meta.url), { workerData: port }), 'exit')]);
  server.close();
} else {
  await talkOverAll(workerData, [1, 2, 3]);
}
