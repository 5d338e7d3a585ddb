// A server with two awaits a request, and in a child process a client that asks it over 32 sockets.
import { fork } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';

const requests = Number(process.env.ROUNDS ?? 60_000);

async function authenticate(request) {
  await null;
  return request.headers['user-agent'];
}
async function query() {
  await new Promise((resolve) => setImmediate(resolve));
  return { id: 1, name: 'x' };
}
async function handle(request, response) {
  await authenticate(request);
  const row = await query();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(row));
}

/** A bare client: as little of its own work as there can be. */
function ask(port) {
  const text = 'GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: b\r\n\r\n';
  let sent = 0;
  let done = 0;
  for (let index = 0; index < 32; index++) {
    const socket = net.connect(port, '127.0.0.1');
    const send = () => {
      if (sent >= requests) return socket.end();
      sent++;
      socket.write(text);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('data', (data) => {
      for (let at = data.indexOf(125); at >= 0; at = data.indexOf(125, at + 1)) {
        done++;
        send();
      }
      if (done === requests) process.disconnect?.();
    });
  }
}

if (process.argv[2] === undefined) {
  const server = http.createServer(handle).listen(0, '127.0.0.1', () => {
    const client = fork(new URL(import.meta.url), [String(server.address().port)]);
    client.on('exit', () => {
      server.close();
      server.closeAllConnections();
    });
  });
} else {
  ask(Number(process.argv[2]));
}
