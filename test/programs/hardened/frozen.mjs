// Freezes what the language and the runtime have, as lockdown does, and goes on.
import { MessageChannel, Worker } from 'node:worker_threads';

const names = ['Object', 'Function', 'Array', 'Promise', 'Error', 'TypeError', 'RangeError', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Symbol', 'String', 'Number', 'Reflect', 'JSON', 'Math', 'Proxy', 'RegExp', 'Date', 'Iterator', 'BigInt', 'ArrayBuffer', 'Uint8Array'];
const hidden = [async () => {}, function* () {}, async function* () {}, [][Symbol.iterator](), Uint8Array.prototype].map((value) => Object.getPrototypeOf(value));
for (const value of [...names.map((name) => globalThis[name]), ...hidden]) { Object.freeze(value); if (value?.prototype) Object.freeze(value.prototype); }
Object.freeze(console);
Object.freeze(performance);
async function work() { await null; const values = await Promise.all([1, Promise.resolve(2)]); try { await Promise.reject(new Error('frozen')); } catch (error) { console.log(error.stack); } return values; }
console.log(await work(), String(work));
await new Promise((done) => setTimeout(done, 1));
const { port1, port2 } = new MessageChannel();
port2.postMessage('message');
console.log(await new Promise((done) => port1.once('message', done)));
port1.close();
console.log(await new Promise((done) => new Worker('require("worker_threads").parentPort.postMessage("worker")', { eval: true }).on('message', done)));
try { Error.stackTraceLimit = 3; } catch (error) { console.log(error.message); }
queueMicrotask(() => console.log(new Error('microtask').stack.split('\n').slice(0, 2)));
process.on('exit', (code) => console.log('exit', code));
