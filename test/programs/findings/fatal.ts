// A rejection that ends the program: what was under way is no finding.
import { setTimeout as sleep } from 'node:timers/promises';

async function load(): Promise<void> { // finds: unhandledRejection load ×1
  await sleep(5);
  throw new TypeError('no such thing');
}

async function main(): Promise<void> {
  await load();
}

async function other(): Promise<void> {
  await sleep(10_000);
}

void other();
void main();
