// A channel in a thread for which Node makes a loader thread, with ports of its own, between posts and receipts.

import { register } from 'node:module';
import { MessageChannel } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const { port1, port2 } = new MessageChannel();
port2.on('message', async (message) => {
  print(message);
  await import('node:zlib');
  await import('data:text/javascript,');
  if (message.last) port2.close();
});
port1.postMessage(stamp('messagePort'));
port1.postMessage({ ...stamp('messagePort'), last: true });
await null;
// Node 26 would rather not have one any more, and says so.
process.noDeprecation = true;
register('data:text/javascript,export const resolve = (specifier, context, next) => next(specifier, context);');
