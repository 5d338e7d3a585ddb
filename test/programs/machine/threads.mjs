// A thread that computes until it is told to stop, one that sleeps, and a main thread that waits for both.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const computing = new Worker('while (performance.now() < 1500);', { eval: true, name: 'computing' });
const sleeping = new Worker('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);', { eval: true, name: 'sleeping' });
await Promise.all([once(computing, 'exit'), once(sleeping, 'exit')]);
