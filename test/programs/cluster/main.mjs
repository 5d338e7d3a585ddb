// A cluster of two workers behind one listening socket, asked 20 times by the primary.
import cluster from 'node:cluster';
import http from 'node:http';

async function handle(request, response) {
  await new Promise((resolve) => setTimeout(resolve, 1));
  response.end(`echo ${request.url}`);
}

function ask(port, n) {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path: `/${n}`, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      })
      .on('error', reject);
  });
}

async function primary() {
  const workers = [cluster.fork(), cluster.fork()];
  const ports = await Promise.all(workers.map((worker) => new Promise((resolve) => worker.on('listening', (address) => resolve(address.port)))));
  const answers = [];
  for (let n = 0; n < 20; n++) answers.push(await ask(ports[0], n));
  console.log(answers.join(', '));
  const ends = workers.map((worker) => new Promise((resolve) => worker.on('exit', (code, signal) => resolve(`${code} ${signal}`))));
  for (const worker of workers) worker.disconnect();
  console.log('workers ended:', (await Promise.all(ends)).join(' and '));
}

if (cluster.isPrimary) await primary();
else http.createServer(handle).listen(0, '127.0.0.1');
