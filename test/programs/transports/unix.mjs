// One client of a Unix socket.

import { mkdtempSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print, stamp } from './edges.mjs';

const path = join(mkdtempSync(join(tmpdir(), 'unix-')), 'socket');
const server = net.createServer((socket) => {
  socket.on('data', (data) => {
    print(JSON.parse(data));
    socket.write(JSON.stringify(stamp('unix')));
  });
  socket.on('end', () => server.close());
});
server.listen(path, () => {
  const socket = net.connect(path);
  let rounds = 0;
  socket.on('data', (data) => {
    print(JSON.parse(data));
    if (++rounds === 3) socket.end();
    else socket.write(JSON.stringify(stamp('unix')));
  });
  socket.write(JSON.stringify(stamp('unix')));
});
