import { isMainThread, Worker } from 'node:worker_threads';
if (isMainThread) new Worker(new URL(import.meta.url)).on('exit', (code) => console.log(code));
else await new Promise(() => {});
