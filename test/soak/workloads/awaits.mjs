// Awaits without end, or so many: tells after each 100,000 calls how long they took and how much memory it has.
import { writeSync } from 'node:fs';

const [, , calls = 'Infinity', ending = ''] = process.argv;
const step = 100_000;

async function work(n) {
  await null;
  return n;
}

let from = performance.now();
for (let n = 1; n <= Number(calls); n++) {
  await work(n);
  if (n % step !== 0) continue;
  const now = performance.now();
  const cpu = process.cpuUsage();
  writeSync(
    1,
    `${JSON.stringify({ calls: n, ms: now - from, cpuMs: (cpu.user + cpu.system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 })}\n`,
  );
  from = performance.now();
}
if (ending === 'SIGKILL') process.kill(process.pid, 'SIGKILL');
