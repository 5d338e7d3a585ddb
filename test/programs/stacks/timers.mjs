// Stacks under timers, immediates, ticks, microtasks and promise reactions, each in a turn of its own.
// A write would leave a tick behind, so all is written at the end.
import { setInterval as ticks, setTimeout as wait } from 'node:timers/promises';

const stacks = [];
const show = (name) => stacks.push(new Error(name).stack);
const turn = () => new Promise(setImmediate);
const under = async (start) => { await turn(); await new Promise((done) => start(() => { show(String(start)); done(); })); };
const nested = (inner) => (f) => setImmediate(() => inner(f));
class Clock { tick() { return new Promise((done) => setTimeout(() => { this.show(); done(); }, 1)); } show() { show('method'); } }

await under((f) => setTimeout(f, 1));
await under((f) => setTimeout(function named() { f(); }, 1));
await under(setImmediate);
await under(process.nextTick);
await under(queueMicrotask);
await under((f) => { const interval = setInterval(() => { clearInterval(interval); f(); }, 1); });
for (const inner of [setImmediate, process.nextTick, queueMicrotask, (f) => Promise.resolve().then(f)]) await under(nested(inner));
await turn();
await Promise.resolve().then(() => show('then'));
await turn();
await Promise.reject(new Error()).catch(() => show('catch'));
await turn();
await Promise.resolve().finally(() => show('finally'));
await { then(done) { show('thenable'); done(); } };
await new Promise((done) => { show('executor'); done(); });
async function outer() { await null; show('outer'); await inner(); await new Promise((done) => setTimeout(done, 1)); await turn(); show('after a timer'); }
async function inner() { await 1; await 2; show('inner'); }
await turn();
await outer();
await turn();
await new Clock().tick();
await wait(1);
await turn();
show('after timers/promises');
for await (const _ of ticks(1)) { await turn(); show('for await'); break; }
const controller = new AbortController();
controller.signal.onabort = () => show('abort');
controller.abort();
await new Promise((done) => { AbortSignal.timeout(1).onabort = () => { show('timeout signal'); done(); }; setTimeout(() => {}, 20); });
console.log(stacks.join('\n'));
