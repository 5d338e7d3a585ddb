// A thread that computes for three seconds, one that sleeps as long, and a main thread that waits for both.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const compute = 'for (const end = performance.now() + 3000; performance.now() < end; );';
const sleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);';
const computing = new Worker(compute, { eval: true, name: 'computing' });
const sleeping = new Worker(sleep, { eval: true, name: 'sleeping' });
await Promise.all([once(computing, 'exit'), once(sleeping, 'exit')]);
