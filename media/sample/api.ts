// The crawler's other process: an HTTP server of 31 pages that link to one another as a binary tree.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const pages = 31;
const refusedOnce = new Set([7, 20]);

async function renderPage(page: number): Promise<string> {
  await sleep(15 + ((page * 37) % 60));
  const links = [2 * page, 2 * page + 1].filter((link) => link <= pages);
  const words = Array.from({ length: 40 + ((page * 53) % 200) }, (_, word) => `word${word}`);
  return `${words.join(' ')}\n${links.map((link) => `/page/${link}`).join('\n')}`;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = Number(request.url!.split('/').at(-1));
  if (refusedOnce.delete(page)) {
    response.writeHead(503).end('try again');
    return;
  }
  response.end(await renderPage(page));
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send!({ port: (server.address() as AddressInfo).port });

process.once('message', () => {
  server.close();
  server.closeAllConnections();
  process.disconnect();
});
