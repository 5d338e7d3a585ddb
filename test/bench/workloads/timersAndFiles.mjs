// Immediates, ticks, timers and file status, by callback and by promise, 64 at a time.
import { promises as files, stat } from 'node:fs';

const rounds = Number(process.env.ROUNDS ?? 300_000);
const file = new URL(import.meta.url).pathname;

const immediate = () => new Promise((resolve) => setImmediate(resolve));
const tick = () => new Promise((resolve) => process.nextTick(resolve));
const timer = () => new Promise((resolve) => setTimeout(resolve, 0));
const status = () => new Promise((resolve, reject) => stat(file, (error, stats) => (error ? reject(error) : resolve(stats))));

async function job(index) {
  await immediate();
  await tick();
  if (index % 4 === 0) await status();
  if (index % 8 === 0) await files.stat(file);
  if (index % 8 === 1) await timer();
}

let next = 0;
async function worker() {
  while (next < rounds) await job(next++);
}
await Promise.all(Array.from({ length: 64 }, () => worker()));
