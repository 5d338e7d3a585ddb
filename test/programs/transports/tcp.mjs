// An echo over TCP: long messages that arrive in pieces, short ones that arrive together, and a half-closed end.

import net from 'node:net';
import { print, stamp } from './edges.mjs';

/** A message: length, JSON of the stamp, filler. One write each, and the next one only when it is done. */
async function send(socket, fillerBytes) {
  const text = Buffer.from(JSON.stringify(stamp('tcp')));
  const message = Buffer.alloc(8 + text.length + fillerBytes, 'x');
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(text.length, 4);
  text.copy(message, 8);
  await new Promise((done) => socket.write(message, done));
}

function listen(socket, onMessage) {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 8 && rest.length >= rest.readUInt32BE(0)) {
      const message = rest.subarray(0, rest.readUInt32BE(0));
      rest = rest.subarray(message.length);
      const stamped = JSON.parse(message.subarray(8, 8 + message.readUInt32BE(4)).toString());
      print(stamped);
      onMessage(message.length);
    }
  });
}

const server = net.createServer({ allowHalfOpen: true }, async (socket) => {
  const sizes = [];
  listen(socket, (size) => sizes.push(size));
  socket.on('end', async () => {
    // The client has half-closed its end; it still hears us.
    for (const size of sizes) await send(socket, size);
    socket.end();
    server.close();
  });
});
server.listen(0, '127.0.0.1', async () => {
  const socket = net.connect({ port: server.address().port, host: '127.0.0.1' });
  socket.setNoDelay(true);
  listen(socket, () => {});
  await send(socket, 0);
  for (const size of [3, 300_000, 0, 1, 2, 70_000, 5]) await send(socket, size);
  socket.end();
});
