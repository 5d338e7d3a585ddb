// Stacks under the events of process: rejections, exceptions, warnings, the exit; and under emitters and event targets.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';

const show = (name) => console.log(new Error(name).stack);
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
for (const event of ['unhandledRejection', 'rejectionHandled', 'uncaughtExceptionMonitor', 'beforeExit', 'exit']) process.on(event, () => show(event));
process.on('uncaughtException', (error) => { show('uncaughtException'); console.log(error.stack); });
const rejected = Promise.reject(new Error('rejected'));
await wait(5);
rejected.catch(() => show('caught late'));
await wait(5);
setTimeout(() => { throw new Error('thrown'); }, 1);
await wait(10);
setTimeout(async () => { throw new Error('rejected in a timer'); }, 1);
await wait(10);
const emitter = new EventEmitter();
emitter.on('event', () => show('emitter'));
emitter.emit('event');
try { emitter.emit('error', new Error('emitted')); } catch (error) { console.log(error.stack); }
const target = new EventTarget();
target.addEventListener('event', () => show('target'));
target.dispatchEvent(new Event('event'));
new AsyncResource('Own').runInAsyncScope(() => show('resource'));
const storage = new AsyncLocalStorage();
storage.run(1, () => show('storage'));
await new Promise((done) => storage.run(2, () => setTimeout(() => { show('storage in a timer'); done(); }, 1)));
