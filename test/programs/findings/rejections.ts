// Rejections that nobody handled, among those that somebody did.
import { setTimeout as sleep } from 'node:timers/promises';

process.on('unhandledRejection', () => {});

async function fails(): Promise<void> { // finds: unhandledRejection fails ×3
  await sleep(5);
  throw new Error('boom');
}

async function passesOn(): Promise<void> {
  await fails();
}

async function failsAtOnce(): Promise<void> { // finds: unhandledRejection failsAtOnce ×1
  throw new RangeError('at once');
}

async function isCaught(): Promise<void> {
  await sleep(5);
  throw new Error('caught');
}

async function catches(): Promise<void> {
  try {
    await isCaught();
  } catch {
    // As it should be.
  }
}

await catches();
await isCaught().catch(() => undefined);
await Promise.allSettled([isCaught(), isCaught()]);
void failsAtOnce();
void fails();
void passesOn();
void passesOn();
await sleep(50);
