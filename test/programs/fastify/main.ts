// A fastify server in a child process, put under load by autocannon in this one: 300 requests over 10 connections.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';

const server = fork(new URL('./server.ts', import.meta.url), [], { stdio: 'inherit' });
const [{ port }] = (await once(server, 'message')) as [{ port: number }];

const result = await autocannon({ url: `http://127.0.0.1:${port}/item/17`, connections: 10, amount: 300 });
console.log(`answered ${result['2xx']}, errors ${result.errors}, not 2xx ${result.non2xx}`);

const one = await fetch(`http://127.0.0.1:${port}/missing?secret=1`);
console.log(`missing ${one.status} ${JSON.stringify(await one.json())}`);

server.send({ stop: true });
const [code] = await once(server, 'exit');
console.log(`server ended with ${code}`);
