// A mix of what programs do, for traces to be viewed: three processes, nine threads, 200 functions, a message in every twentieth record.
//
//   main ── IPC ── two services;   main and each service ── two workers, which do the jobs

import { fork } from 'node:child_process';
import { startPool } from './pool.mjs';

/** About so many records are decoded from a job. */
const recordsAJob = 71;
const atOnce = 24;
const jobs = Math.round(Number(process.argv[2] ?? 1e6) / recordsAJob);

const services = ['orders', 'stock'].map((name) => fork(new URL('service.mjs', import.meta.url), [name]));
const answers = new Map();
for (const service of services) service.on('message', (id) => answers.get(id)?.());
const askService = (service, id) =>
  new Promise((answer) => {
    answers.set(id, () => {
      answers.delete(id);
      answer();
    });
    service.send(id);
  });
const pool = startPool();

async function runJobs(lane) {
  for (let id = lane; id < jobs; id += atOnce) {
    const part = id % 3;
    if (part === 0) await pool.run(id);
    else await askService(services[part - 1], id);
    if (id % 500 === 0) performance.mark(`job ${id}`);
  }
}
await Promise.all(Array.from({ length: atOnce }, (_, lane) => runJobs(lane)));
await pool.stop();
for (const service of services) service.disconnect();
