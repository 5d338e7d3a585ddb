// A worker of the mix: each job runs through a few of the stages, some with a pause or a file.

import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { stages } from './stages.mjs';

async function handleJob(id) {
  if (id % 11 === 0) await pause(id % 5);
  if (id % 97 === 0) await readFile(import.meta.filename);
  await stages[(id * 7) % stages.length](id, 4);
  parentPort.postMessage(id);
}
parentPort.on('message', (id) => {
  if (id === null) parentPort.close();
  else void handleJob(id);
});
