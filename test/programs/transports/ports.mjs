// Two channels within one thread: one read by events, one by receiveMessageOnPort; a post that fails sends nothing.

import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const { port1, port2 } = new MessageChannel();
let left = 10;
port1.on('message', (message) => {
  print(message);
  if (--left === 0) port1.close();
});
port2.onmessage = ({ data }) => {
  print(data);
  port2.postMessage(stamp('messagePort'));
};
for (let n = 0; n < 10; n++) port1.postMessage(stamp('messagePort'));
try {
  port1.postMessage(() => {});
} catch {
  // Functions can't be cloned.
}

const polled = new MessageChannel();
polled.port1.postMessage(stamp('messagePort'));
polled.port1.postMessage(stamp('messagePort'));
print(receiveMessageOnPort(polled.port2).message);
print(receiveMessageOnPort(polled.port2).message);
if (receiveMessageOnPort(polled.port2) !== undefined) throw new Error('a third message');
polled.port1.close();
