// A pool of the npm package piscina: 40 jobs on two workers.
import { Piscina } from 'piscina';

const pool = new Piscina({ filename: new URL('./job.mjs', import.meta.url).href, minThreads: 2, maxThreads: 2 });

async function submit(n) {
  const result = await pool.run({ n });
  return result.square;
}

const squares = await Promise.all(Array.from({ length: 40 }, (_, n) => submit(n)));
console.log(`squares ${squares.join(' ')}`);
try {
  await pool.run({ n: -1 });
} catch (error) {
  console.log(`job failed: ${error.message}`);
}
await pool.close();
console.log('closed');
