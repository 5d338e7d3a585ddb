// All that a program can see of Atomics, SharedArrayBuffer, AbortController and the combinators of Promise; the same with and without the tracer.

import { AsyncLocalStorage } from 'node:async_hooks';
import util from 'node:util';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const say = (...what) => console.log(...what);

function describe(name, owner) {
  const { value, get, ...flags } = Object.getOwnPropertyDescriptor(owner, name);
  say(name, flags, typeof value, value.name, value.length, String(value), Object.getOwnPropertyNames(value).sort().join());
  say('prototype' in value);
}
for (const name of ['wait', 'waitAsync', 'notify', 'load']) describe(name, Atomics);
for (const name of ['all', 'allSettled', 'any', 'race']) describe(name, Promise);
describe('SharedArrayBuffer', globalThis);
describe('abort', AbortController.prototype);
say(Object.keys(Atomics), Reflect.ownKeys(Promise).map(String).join());

const failing = (...bodies) => {
  for (const body of bodies) {
    try {
      say('returned', body());
    } catch (error) {
      say(error.name, error.message, error.stack.split('\n').slice(1, 4).map((line) => line.trim().replace(/^at (.*) \(.*\/([^/]+)\)$/, '$1 $2')).join(' | '));
    }
  }
};
const array = new Int32Array(new SharedArrayBuffer(16));
const order = [];
failing(
  () => Atomics.wait(new Int32Array(4), 0, 0),
  () => Atomics.wait(array, 9, 0),
  () => Atomics.wait(array, { valueOf: () => order.push('index') * 0 }, { valueOf: () => order.push('value') * 0 }, { valueOf: () => order.push('timeout') * 0 }),
  () => Atomics.wait(array, '1', 1),
  () => Atomics.wait(new Uint8Array(array.buffer), 0, 0),
  () => Atomics.notify({}, 0),
  () => Atomics.notify(array, -1),
  () => Atomics.notify(array, 0, -1),
  () => Atomics.notify(new Int32Array(1), 0),
  () => Atomics.waitAsync(array, 0, 1),
  () => Atomics.waitAsync(array, 0, 0, 1).async,
  () => new BigInt64Array(array.buffer).length + Atomics.wait(new BigInt64Array(array.buffer), 0, 0n, 1),
  () => SharedArrayBuffer(4),
  () => new SharedArrayBuffer(-1),
  () => Promise.all.call(undefined, []),
  () => Promise.race.call({}, []),
  () => new Promise.all([]),
  () => new Atomics.notify(array, 0),
);
say(order.join());

const growable = new SharedArrayBuffer(8, { maxByteLength: 64 });
growable.grow(16);
class Own extends SharedArrayBuffer {
  kind = 'own';
}
const own = new Own(4);
say(growable, own, own instanceof Own, own instanceof SharedArrayBuffer, own.constructor === Own, Object.prototype.toString.call(own));
say(growable.constructor === SharedArrayBuffer, SharedArrayBuffer.prototype.constructor === SharedArrayBuffer, structuredClone(growable).constructor === SharedArrayBuffer);
say(SharedArrayBuffer[Symbol.species] === SharedArrayBuffer, growable.slice(0, 4).constructor.name, Object.getPrototypeOf(SharedArrayBuffer) === Function.prototype);

say(String((list) => Promise.all(list)), String(() => Atomics.wait(array, 0, 1, 2)), String(() => Promise.race(Promise.any([]))));

let reads = 0;
const { port1, port2 } = new MessageChannel();
port1.postMessage({
  get read() {
    reads++;
    return growable;
  },
  nested: [new Map([[own, new Set([array])]])],
});
say(receiveMessageOnPort(port2).message, reads);
port1.close();

class Sub extends Promise {
  static made = 0;
  constructor(run) {
    super(run);
    Sub.made++;
  }
}
const log = [];
const logging = (name) => (value) => void log.push(`${name} ${util.inspect(value)}`);
function* members() {
  try {
    for (const n of [1, 2]) {
      log.push(`asked ${n}`);
      yield Promise.resolve(n);
    }
  } finally {
    log.push('closed');
  }
}
const all = Promise.all([1, Promise.resolve(2), { then: (go) => go(3) }]);
all.then(logging('all'));
Promise.all(members()).then(logging('generator'));
Promise.all(new Set([4, 5])).then(logging('set'));
Promise.race([new Promise(() => {}), Promise.resolve('r')]).then(logging('race'));
Promise.any([Promise.reject(new Error('no')), Promise.resolve('a')]).then(logging('any'));
Promise.any([]).catch((error) => log.push(`${error.constructor.name} ${error.errors.length}`));
Promise.allSettled([Promise.reject(1), 2]).then(logging('settled'));
Promise.all(7).catch((error) => log.push(error.message));
Promise.all([Promise.reject(new Error('first')), Promise.reject(new Error('second'))]).catch((error) => log.push(error.message));
const sub = Sub.all([Sub.resolve(1), 2]);
sub.then(logging('sub'));
say(all instanceof Promise, sub instanceof Sub, sub.constructor === Sub, Sub.made);
queueMicrotask(() => log.push('microtask'));
process.nextTick(() => log.push('tick'));
const resolveOf = Promise.resolve;
Promise.resolve = function (value) {
  log.push('resolve asked');
  return resolveOf.call(this, value);
};
Promise.all([8]).then(logging('patched resolve'));
Promise.resolve = resolveOf;

async function fails() {
  await null;
  throw new Error('inside');
}
async function awaitsAll() {
  await Promise.all([fails()]);
}
try {
  await awaitsAll();
} catch (error) {
  say(error.stack.split('\n').map((line) => line.trim().replace(/\(?file:.*\/([^/]+)\)?$/, '$1')).join(' | '));
}

const sleepAsync = async (then) => {
  const alive = setInterval(() => {}, 1000);
  await Atomics.waitAsync(array, 0, 0, 1).value;
  clearInterval(alive);
  return then();
};
const storage = new AsyncLocalStorage();
const stored = await storage.run('outer', () =>
  Promise.all([
    storage.run('inner', async () => {
      await null;
      return storage.getStore();
    }),
    new Promise((go) => setTimeout(() => go(storage.getStore()), 1)),
    Promise.race([new Promise((go) => setImmediate(() => go(storage.getStore())))]),
    Promise.resolve().then(() => storage.getStore()),
    storage.exit(() => Promise.any([Promise.resolve().then(() => storage.getStore())])),
    sleepAsync(() => storage.getStore()),
  ]),
);
say(stored);

const controller = new AbortController();
controller.signal.addEventListener('abort', function (event) {
  say(this === controller.signal, event.type, event.isTrusted, this.reason.name);
});
say(controller.abort(), controller.abort(new Error('again')), controller.signal.reason.message);
const both = AbortSignal.any([controller.signal, AbortSignal.timeout(1e6)]);
say(both.aborted, both.reason === controller.signal.reason);
failing(() => AbortController.prototype.abort.call({}));
await new Promise((done) => setTimeout(done, 20));
for (const line of log) say(line);
