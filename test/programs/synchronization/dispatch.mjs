// Events, queues and streams between functions: what wakes carries the name of the function that does it, and who is woken prints both.

import { EventEmitter, on, once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const woken = (woken, by) => console.log(JSON.stringify({ woken, by }));
const emitter = new EventEmitter();
const target = new EventTarget();
const jobs = [];
const items = [];
let wanted = [];

const waiters = [
  async function hearsOnce() {
    const [by] = await once(emitter, 'told');
    woken('hearsOnce', by);
  },
  async function hearsTarget() {
    const by = await new Promise((done) => target.addEventListener('told', ({ detail }) => done(detail), { once: true }));
    woken('hearsTarget', by);
  },
  async function hearsMany() {
    let left = 2;
    for await (const [by] of on(emitter, 'many')) {
      woken('hearsMany', by);
      if (--left === 0) break;
    }
  },
  async function hearsRelayed() {
    const [by] = await once(emitter, 'relayed');
    woken('hearsRelayed', by);
  },
  /** The queue keeps the callback, and nothing of who asked. */
  async function queues() {
    const by = await new Promise((done) => jobs.push(done));
    woken('queues', by);
  },
  async function queuesForLater() {
    const by = await new Promise((done) => jobs.push((name) => setTimeout(done, 2, `timer of ${name}`)));
    woken('queuesForLater', by);
  },
  async function takes() {
    const by = items.shift() ?? (await new Promise((done) => wanted.push(done)));
    woken('takes', by);
  },
  async function isHeldBack() {
    let freed;
    const sink = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        setTimeout(() => {
          freed = 'timer of isHeldBack';
          done();
        }, 5);
      },
    });
    sink.write('more than it holds');
    await once(sink, 'drain');
    woken('isHeldBack', freed);
  },
  async function isHeldBackByReader() {
    sink.write('x'.repeat(100));
    await once(sink, 'drain');
    woken('isHeldBackByReader', sink.freedBy);
  },
];

const sink = new PassThrough({ highWaterMark: 10 });
emitter.on('first', (by) => emitter.emit('relayed', by));

async function tells() {
  await sleep(20);
  emitter.emit('told', 'tells');
}
async function dispatches() {
  await sleep(25);
  target.dispatchEvent(new CustomEvent('told', { detail: 'dispatches' }));
}
async function tellsMany() {
  await sleep(30);
  emitter.emit('many', 'tellsMany');
  await sleep(5);
  emitter.emit('many', 'tellsMany');
}
async function tellsFirst() {
  await sleep(40);
  emitter.emit('first', 'tellsFirst');
}
async function pumps() {
  await sleep(45);
  for (const job of jobs) job('pumps');
}
async function produces() {
  await sleep(50);
  wanted.shift()('produces');
  wanted = [];
}
async function reads() {
  await sleep(55);
  sink.freedBy = 'process.nextTick of reads';
  sink.resume();
}

await Promise.all([...waiters, tells, dispatches, tellsMany, tellsFirst, pumps, produces, reads].map((run) => run()));
