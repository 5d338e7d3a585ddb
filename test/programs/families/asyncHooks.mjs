// Async ids, and what hooks of the program's own hear: nothing but the program, also while the tracer writes.
import { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId, triggerAsyncId } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

const lines = [`top ${executionAsyncId()} ${triggerAsyncId()}`];
const first = new AsyncResource('First').asyncId();
const of = (id) => (id <= 1 ? id : id - first);
const known = new Set();
const hook = createHook({
  init(id, type, trigger) {
    known.add(id);
    lines.push(`init ${of(id)} ${type} by ${of(trigger)} in ${of(executionAsyncId())}`);
  },
  before: (id) => lines.push(`before ${known.has(id) ? of(id) : 'unknown'}`),
  after: (id) => lines.push(`after ${known.has(id) ? of(id) : 'unknown'}`),
  promiseResolve: (id) => lines.push(`resolve ${of(id)}`),
}).enable();
const busy = (ms) => {
  for (const until = performance.now() + ms; performance.now() < until; );
};
await new Promise((done) => {
  let turns = 0;
  const turn = () => {
    busy(8);
    if (++turns === 12) done();
    else setImmediate(turn);
  };
  setImmediate(turn);
});
queueMicrotask(() => lines.push(`microtask ${of(executionAsyncId())}`));
process.nextTick(() => lines.push(`tick ${of(executionAsyncId())}`));
const local = new AsyncLocalStorage();
await local.run('store', async () => {
  await new Promise((done) => setTimeout(done, 1));
  lines.push(`store ${local.getStore()}`);
});
hook.disable();
await null;
lines.push(`after all ${of(new AsyncResource('Last').asyncId()) > 0}`);
console.log(lines.join('\n'));
const script = 'const h = require("node:async_hooks"); require("node:worker_threads").parentPort.postMessage([h.executionAsyncId(), h.triggerAsyncId()])';
new Worker(script, { eval: true }).on('message', (ids) => console.log(ids));
