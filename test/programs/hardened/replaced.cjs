// Replaces and deletes what the tracer may need after the start: clocks, timers, globals, methods.
const never = () => { throw new Error('replaced'); };
const { log } = console;
const { setTimeout: later } = globalThis;
for (const name of ['performance', 'setImmediate', 'clearTimeout', 'queueMicrotask', 'Buffer', 'MessageChannel', 'structuredClone', 'TextEncoder', 'TextDecoder', 'WeakRef', 'FinalizationRegistry', 'AbortController', 'URL']) globalThis[name] = never;
globalThis.setTimeout = (...args) => later(...args);
for (const name of ['fetch', 'BroadcastChannel', 'EventTarget', 'Event']) delete globalThis[name];
Date.now = () => 0;
process.hrtime = never;
process.hrtime.bigint = never;
process.memoryUsage = never;
process.cwd = never;
require('perf_hooks').performance.now = never;
for (const name of ['writeSync', 'openSync', 'readFileSync', 'closeSync', 'mkdirSync', 'statSync', 'writevSync']) require('fs')[name] = never;
Promise.prototype.then = ((then) => function (...args) { log('then'); return then.apply(this, args); })(Promise.prototype.then);
Array.prototype.push = ((push) => function (...args) { count += 1; return push.apply(this, args); })(Array.prototype.push);
Map.prototype.get = ((get) => function (...args) { return get.apply(this, args); })(Map.prototype.get);
let count = 0;
async function work() { await null; await { then(done) { done(1); } }; return 'worked'; }
work().then((word) => { log(word); later(() => { log('later', new Error('here').stack.split('\n').length); }, 30); });
