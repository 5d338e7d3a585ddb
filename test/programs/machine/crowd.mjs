// More threads that compute than there are processors.

import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const busy = 'while (performance.now() < 1200);';
const workers = Array.from({ length: availableParallelism() * 2 + 1 }, (_, at) => new Worker(busy, { eval: true, name: `busy ${at}` }));
await Promise.all(workers.map((worker) => once(worker, 'exit')));
