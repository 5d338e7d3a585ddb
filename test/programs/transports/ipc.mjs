// A forked process and its parent, in both directions, small and large; `ipc.mjs advanced` uses the other serialization.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { print, stamp } from './edges.mjs';

const filler = (n) => 'ä'.repeat(n % 3 === 0 ? 100_000 : 10);

if (process.send === undefined) {
  const serialization = process.argv[2] === 'advanced' ? 'advanced' : 'json';
  const child = fork(fileURLToPath(import.meta.url), { serialization });
  for (let n = 0; n < 6; n++) child.send({ ...stamp('ipc'), filler: filler(n) });
  child.on('message', (message) => {
    print(message);
    if (message.last) child.disconnect();
  });
} else {
  let received = 0;
  process.on('message', (message) => {
    print(message);
    received++;
    process.send({ ...stamp('ipc'), filler: filler(received), last: received === 6 });
  });
}
