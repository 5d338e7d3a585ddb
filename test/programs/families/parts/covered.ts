// Runs in part: some branches and functions never do.
import { Worker } from 'node:worker_threads';

export async function half(limit: number): Promise<number> {
  const value: number = await Promise.resolve(limit / 2);
  if (value > 10) return value;
  let sum = 0; for await (const one of [1, 2, value]) { sum += one; }
  try { return await Promise.reject<number>(new Error(String(sum))); } catch { return sum > 99 ? await never(sum) : sum; }
}

async function never(value: number): Promise<number> {
  await null;
  return value;
}

const tail = [4, 8].map(async (limit) => (limit > 99 ? await never(limit) : await half(limit)));

if (process.argv[2] === 'worker') {
  console.log(await Promise.all(tail));
  new Worker(new URL(import.meta.url), { argv: ['inside'] });
}
