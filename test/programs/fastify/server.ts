// The server: one route that waits for a pretended database.
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';

interface Item {
  readonly id: string;
  readonly name: string;
}

async function findItem(id: string): Promise<Item> {
  await sleep(1);
  return { id, name: `item ${id}` };
}

const app = Fastify();
app.get('/item/:id', async (request) => findItem((request.params as { id: string }).id));
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
process.on('message', async () => {
  await app.close();
  process.disconnect?.();
});
