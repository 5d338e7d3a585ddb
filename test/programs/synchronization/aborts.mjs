// Aborts and what they end: each abort is printed as it is made, and by each function which of them ended its wait.

import { EventEmitter, on, once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const print = (line) => console.log(JSON.stringify(line));
const never = new EventEmitter();

/** The reason is the abort's name. */
function abort(controller, name) {
  if (!controller.signal.aborted) print({ abort: name });
  controller.abort(name);
}

/** What Node makes of a reason has it as its cause. */
const nameOf = (error) => (error?.name === 'TimeoutError' ? 'timeout' : (nameOf.names.find((name) => name === error || name === error?.cause) ?? 'timeout'));
nameOf.names = ['first', 'second', 'passed on', 'bound', 'in a listener'];

const waits = {
  async hears(signal) {
    await new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason)));
  },
  async sleeps(signal) {
    await sleep(100_000, undefined, { signal });
  },
  async listens(signal) {
    await once(never, 'told', { signal });
  },
  async iterates(signal) {
    for await (const told of on(never, 'told', { signal })) print(told);
  },
  async fetches(signal) {
    await fetch(`http://127.0.0.1:${server.address().port}/`, { signal });
  },
  async followsAny(signal) {
    const any = AbortSignal.any([signal, new AbortController().signal]);
    await new Promise((_, no) => any.addEventListener('abort', () => no(any.reason)));
  },
};

async function tell(name, signal) {
  try {
    await waits[name](signal);
  } catch (error) {
    print({ ended: name, by: nameOf(error) });
  }
}

const tellAll = (signal) => Object.keys(waits).map((name) => tell(name, signal));

const server = createServer(() => {});
await once(server.listen(0, '127.0.0.1'), 'listening');

for (const name of ['first', 'second']) {
  const controller = new AbortController();
  const told = tellAll(controller.signal);
  await sleep(50);
  abort(controller, name);
  // Too late to be one.
  abort(controller, name);
  await Promise.all(told);
}

// One that a listener of another makes.
const outer = new AbortController();
const inner = new AbortController();
outer.signal.addEventListener('abort', () => abort(inner, 'passed on'));
const both = [tell('hears', outer.signal), tell('sleeps', inner.signal)];
abort(outer, 'in a listener');
await Promise.all(both);

// Nobody of the program's stands between the timer and the abort.
const bound = new AbortController();
bound.signal.addEventListener('abort', () => print({ abort: 'bound' }));
setTimeout(bound.abort.bind(bound, 'bound'), 5);
await tell('listens', bound.signal);

const timeout = AbortSignal.timeout(20);
timeout.addEventListener('abort', () => print({ abort: 'timeout' }));
await Promise.all(tellAll(timeout));
AbortSignal.abort('none');
AbortSignal.timeout(100_000);
// It ends no wait.
new AbortController().abort();
print({ abort: 'ends nothing' });

server.closeAllConnections();
server.close();
