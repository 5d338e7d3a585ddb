// An express server in a child process, asked 60 times over keep-alive connections; CommonJS throughout.
const { fork } = require('node:child_process');
const http = require('node:http');
const path = require('node:path');

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

function post(port, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: '/add', method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, sum: JSON.parse(text).sum }));
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

async function main() {
  const server = fork(path.join(__dirname, 'server.cjs'));
  const port = await new Promise((resolve) => server.once('message', (message) => resolve(message.port)));
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => post(port, { a: n, b: 1 })));
  console.log('sums', answers.map((answer) => answer.sum).join(' '));
  agent.destroy();
  server.kill('SIGTERM');
  const [code, signal] = await new Promise((resolve) => server.once('exit', (...how) => resolve(how)));
  console.log('server ended', code, signal);
}

main();
