// Nothing is left that could end these waits: Node ends with code 13.
async function lock(): Promise<void> {
  await new Promise(() => {}); // finds: neverSettled lock ×1
}

async function work(): Promise<void> {
  await lock();
}

await work();
