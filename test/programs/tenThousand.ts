// Ten thousand async tasks at once, each with two waits.
import { setTimeout as sleep } from 'node:timers/promises';

async function fetchRow(index: number): Promise<number> {
  await sleep(index % 20);
  return index;
}

async function handleRow(index: number): Promise<number> {
  const row = await fetchRow(index);
  await null;
  return row * 2;
}

const rows = await Promise.all(Array.from({ length: 10_000 }, (_, index) => handleRow(index)));
console.log(`sum ${rows.reduce((sum, row) => sum + row, 0)}`);
