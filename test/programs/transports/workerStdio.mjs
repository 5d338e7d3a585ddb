// The standard streams of workers whose creator asks for all of them, for two, for stdin alone, and for none: what it does not ask for Node passes on.

import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { print, stamp } from './edges.mjs';

const transport = 'workerStdio';
const line = (message) => `${JSON.stringify(message)}\n`;
/** Ends when the other side wants more, so that the next write is a message of its own. */
const write = (stream, text, encoding) => new Promise((done) => stream.write(text, encoding, done));

/** Several lines may come with one message: only the first of them has its edge. */
function printLines(stream) {
  createInterface({ input: stream }).on('line', (text) => {
    const message = JSON.parse(text);
    if (message.edge !== undefined) print(message);
  });
}

const options = {
  all: { stdin: true, stdout: true, stderr: true },
  two: { stdin: true, stdout: true },
  stdin: { stdin: true },
  none: {},
};

async function create(role) {
  const worker = new Worker(new URL(import.meta.url), { workerData: role, ...options[role] });
  const exited = once(worker, 'exit');
  if (options[role].stdout) printLines(worker.stdout);
  if (options[role].stderr) printLines(worker.stderr);
  if (options[role].stdin) {
    for (let n = 0; n < 3; n++) await write(worker.stdin, line(stamp(transport)));
    const last = stamp(transport);
    await write(worker.stdin, line({ ...last, end: stamp(transport) }));
    worker.stdin.end();
  }
  await exited;
}

async function hear() {
  let end;
  for await (const text of createInterface({ input: process.stdin })) {
    const message = JSON.parse(text);
    print(message);
    end = message.end;
  }
  print(end);
}

async function work() {
  await write(process.stdout, line(stamp(transport)));
  await write(process.stdout, Buffer.from(line(stamp(transport))));
  await write(process.stdout, line(stamp(transport)), 'latin1');
  if (workerData === 'all') await write(process.stderr, line(stamp(transport)));
  // The second and the third wait for the first, and go together.
  process.stdout.write(line(stamp(transport)));
  process.stdout.write(line(stamp(transport)));
  await write(process.stdout, line({ with: 'the one before' }));
  await hear();
  // Written on the way out.
  process.stdout.write(line(stamp(transport)));
  process.exit();
}

if (isMainThread) {
  for (const role of Object.keys(options)) await create(role);
} else if (options[workerData].stdout) {
  await work();
} else {
  process.stdout.write('passed on by Node\n');
  if (options[workerData].stdin) await hear();
}
