// fetch and node:http with bodies that take their time: both sides begin, and go on, while the other still speaks; connections are kept and given up.

import http from 'node:http';
import { print, sleep, stampNamed } from './edges.mjs';

const server = http.createServer(async (request, response) => {
  print(JSON.parse(request.headers.edge));
  response.writeHead(200, { edge: JSON.stringify(stampNamed('http', `200 for ${request.method} ${request.url}`)) });
  response.flushHeaders();
  for await (const part of request) {
    response.write(part);
    await sleep(1);
  }
  response.end('done');
});

async function* body(parts) {
  for (let n = 0; n < parts; n++) {
    yield Buffer.from('part'.repeat(1 + n * 2000));
    await sleep(2);
  }
}

server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const ask = async (path, parts) => {
    const headers = { edge: JSON.stringify(stampNamed('http', `POST ${path}`)) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: body(parts), duplex: 'half' });
    print(JSON.parse(response.headers.get('edge')));
    for await (const _ of response.body);
  };
  await ask('/alone', 5);
  await Promise.all(['/a', '/b', '/c', '/d'].map((path) => ask(path, 4)));
  await ask('/again', 2);
  const agents = [new http.Agent({ keepAlive: true, maxSockets: 1 }), new http.Agent({ keepAlive: false })];
  const request = (agent, path) =>
    new Promise((done) => {
      const headers = { edge: JSON.stringify(stampNamed('http', `PUT ${path}`)) };
      const outgoing = http.request({ port, host: '127.0.0.1', agent, path, method: 'PUT', headers }, (response) => {
        print(JSON.parse(response.headers.edge));
        response.resume().on('end', done);
      });
      for (let n = 0; n < 3; n++) outgoing.write('x'.repeat(30_000));
      outgoing.end();
    });
  for (const [index, agent] of agents.entries()) {
    await Promise.all(['/x', '/y', '/z'].map((path) => request(agent, `${path}${index}`)));
    agent.destroy();
  }
  server.closeAllConnections();
  server.close();
});
