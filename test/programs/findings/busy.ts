// Callbacks that hold up the event loop.
import { setTimeout as sleep } from 'node:timers/promises';

function burn(forMs: number): void {
  const end = performance.now() + forMs;
  while (performance.now() < end);
}

async function parse(): Promise<void> { // finds: stall parse
  await sleep(1);
  burn(120);
  await sleep(1);
  burn(120);
}

await parse();
setTimeout(() => burn(120), 1); // finds: stall setTimeout
await sleep(20);
await sleep(20);
