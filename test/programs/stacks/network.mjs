// Stacks under events of sockets, HTTP and datagrams; and the stacks of their errors.
import dgram from 'node:dgram';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

const show = (name) => console.log(new Error(name).stack);
const server = net.createServer((socket) => {
  show('connection');
  socket.on('data', (data) => { show('server data'); socket.end(data); });
});
server.listen(0, '127.0.0.1', () => show('listening'));
await once(server, 'listening');
const client = net.connect(server.address().port, '127.0.0.1', () => { show('connect'); client.write('x'); });
client.on('data', () => show('client data'));
client.on('end', () => show('client end'));
await once(client, 'close');
server.close(() => show('server closed'));
await once(server, 'close');

const web = http.createServer((request, response) => {
  show('request');
  request.on('data', () => show('request data'));
  request.on('end', () => { show('request end'); response.end('ok'); });
}).listen(0, '127.0.0.1');
await once(web, 'listening');
const agent = new http.Agent({ keepAlive: true });
const where = { host: '127.0.0.1', port: web.address().port, method: 'POST', agent };
for (let i = 0; i < 2; i++) {
  const request = http.request(where);
  request.end('body');
  const [response] = await once(request, 'response');
  show('response');
  response.on('data', () => show('response data'));
  await once(response, 'end');
  await new Promise((done) => setTimeout(done, 20));
}
agent.destroy();
const answer = await fetch(`http://127.0.0.1:${where.port}`, { method: 'POST', body: 'x' });
show('fetch');
await answer.text();
web.close();
web.closeAllConnections();
await new Promise((done) => http.get({ port: 1, host: '127.0.0.1' }).on('error', (error) => { show('http error'); console.log(error.stack); done(); }));
await fetch('http://127.0.0.1:1').catch((error) => console.log(error.stack, error.cause.stack));
const socket = dgram.createSocket('udp4');
socket.bind(0, '127.0.0.1', () => { show('bound'); socket.send('x', socket.address().port, '127.0.0.1'); });
await once(socket, 'message');
socket.close(() => show('socket closed'));
