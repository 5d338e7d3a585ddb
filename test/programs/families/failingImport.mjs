// Modules that fail while they load, where the program expects it: imported, required, evaluated in a worker.
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const require = createRequire(import.meta.url);
process.on('uncaughtException', (error, origin) => console.log('uncaught', origin, error.message));

for (const body of ['throw new Error("at once")', 'await null; throw new Error("later")', 'nothing.here', 'import "./gone.mjs"', 'import "data:text/plain,x"', 'throw "text"']) {
  const url = `data:text/javascript,${encodeURIComponent(body)}`;
  const first = await import(url).catch((error) => error);
  const second = await import(url).catch((error) => error);
  console.log(body, '|', first?.message ?? first, '|', first === second);
}
try {
  await import('./parts/throwing.mjs');
} catch (error) {
  console.log(error.message, error.stack.split('\n')[1]);
}
try {
  require('./parts/throwing.mjs');
} catch (error) {
  console.log(error.message);
}
const worker = new Worker('require("nowhere")', { eval: true });
worker.on('error', (error) => console.log('worker', error.code));
