// Errors that are made while a signal tells its listeners, and shown at once or later, at every depth above and below the abort, under several limits.
const { EventEmitter, once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');

const lines = [];
const down = (depth, action) => (depth === 0 ? action() : down(depth - 1, action));
const errors = [];

function aborts(above, below, reason) {
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => {
    down(above, () => {
      const error = new Error(`${above} above, ${below} below`);
      if (above % 2 === 0) lines.push(error.stack);
      else errors.push(error);
    });
  });
  const inner = new AbortController();
  controller.signal.addEventListener('abort', () => inner.abort());
  inner.signal.addEventListener('abort', () => down(above, () => errors.push(new Error(`inner ${above}`))));
  const waits = [sleep(100_000, null, { signal: controller.signal }), once(new EventEmitter(), 'never', { signal: inner.signal })];
  for (const wait of waits) wait.catch((error) => errors.push(error));
  down(below, () => controller.abort(reason));
}

/** Under the limit that they were made under. */
function tellLater() {
  for (const error of errors.splice(0)) lines.push(error.stack, error.cause?.stack ?? '');
}

async function main() {
  for (const limit of [10, 1, 2, 7, 8, 9, 11, 30, 0]) {
    Error.stackTraceLimit = limit;
    for (const above of [0, 1, 2, 3, 8, 9, 20]) for (const below of [0, 5, 20]) aborts(above, below);
    if (Error.stackTraceLimit !== limit) throw new Error('the limit has changed');
    await sleep(1);
    tellLater();
  }
  Error.stackTraceLimit = 10;
  aborts(0, 0, new Error('the reason'));
  // A limit that the program sets while it is told stays.
  const controller = new AbortController();
  controller.signal.onabort = () => (Error.stackTraceLimit = 4);
  controller.abort();
  lines.push(String(Error.stackTraceLimit));
  Error.stackTraceLimit = 50;
  const long = down(40, () => new Error('captured under another limit'));
  Error.stackTraceLimit = 10;
  lines.push(long.stack);
  await sleep(1);
  tellLater();
  try {
    AbortController.prototype.abort.call({});
  } catch (error) {
    lines.push(error.stack);
  }
  lines.push(AbortController.prototype.abort.name, String(AbortController.prototype.abort), String(AbortSignal.timeout));
  console.log(lines.join('\n'));
}

void main();
