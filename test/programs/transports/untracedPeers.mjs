// A server that no tracer reaches, as any other program on the machine: its port comes by its stdout, then it is asked over TCP and HTTP.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { fileURLToPath } from 'node:url';

if (process.argv[2] === 'serve') {
  const server = http.createServer((_request, response) => response.end('http')).listen(0, '127.0.0.1');
  const echo = net.createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(echo, 'listening')]);
  process.stdout.write(`${server.address().port} ${echo.address().port}`);
} else {
  const child = spawn('env', ['-i', process.execPath, fileURLToPath(import.meta.url), 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [ports] = await once(child.stdout, 'data');
  const [httpPort, echoPort] = String(ports).split(' ').map(Number);
  const socket = net.connect(echoPort, '127.0.0.1');
  socket.write('hello');
  await once(socket, 'data');
  socket.destroy();
  const [response] = await once(http.get({ port: httpPort, host: '127.0.0.1', path: '/item?secret', agent: false }), 'response');
  await once(response.resume(), 'end');
  child.kill();
  await once(child, 'exit');
  console.log(JSON.stringify({ pid: child.pid, httpPort, echoPort }));
}
