// One job of the pool.
import { setTimeout as sleep } from 'node:timers/promises';

async function load(n) {
  await sleep(n % 3);
  return n;
}

export default async function square({ n }) {
  if (n < 0) throw new RangeError(`n is ${n}`);
  const value = await load(n);
  return { square: value * value };
}
