// What the sites of a source say: names, lines and columns as a person would write them.

import { describe, expect, it } from 'vitest';
import { sitesOf } from './instrument.ts';

describe('the site of an async function', () => {
  it.each([
    ['async function named() {}', '1:1 async function named'],
    ['export async function exported() {}', '1:8 async function exported'],
    ['export default async function () {}', '1:16 async function default'],
    ['const assigned = async () => 1;', '1:18 async function assigned'],
    ['let wrapped = ((async () => 1) as () => Promise<number>);', '1:17 async function wrapped'],
    ['module.exports.run = async function () {};', '1:22 async function run'],
    ['const o = { key: async () => 1 };', '1:18 async function key'],
    ["const o = { async 'quoted key'() {} };", '1:13 async function quoted key'],
    ['const { f = async () => 1 } = {};', '1:13 async function f'],
    ['run(async () => 1);', '1:5 async function run(async …)'],
    ['class Store { async load() {} }', '1:15 async function Store.load'],
    ['class Store { static async #open() {} }', '1:15 async function Store.#open'],
    ['class Store { close = async () => 1 }', '1:23 async function Store.close'],
    ['const Queue = class { async push() {} };', '1:23 async function Queue.push'],
    ['export default class { async push() {} }', '1:24 async function default.push'],
    ['run(class { async push() {} });', '1:13 async function push'],
    ['class Source { async *[Symbol.asyncIterator]() {} }', '1:16 async generator Source[Symbol.asyncIterator]'],
    ['async function* values() {}', '1:1 async generator values'],
  ])('%s', (source, site) => {
    expect(sitesOf(source)).toEqual([site]);
  });
});

describe('an async function without a name of its own', () => {
  it.each([
    ["app.get('/items', check, async () => 1);", "app.get('/items', async …)"],
    ['this.pool?.run(`warm up`, (async () => 1) as Work);', 'pool.run(async …)'],
    ['class A extends B { close() { super.run(function* () {}, async function* () {}); } }', 'run(async …)'],
    ['class A { #pool = make(); close() { this.#pool.run(async () => 1); } }', '#pool.run(async …)'],
    ['new Promise(async () => 1);', 'new Promise(async …)'],
    ['Promise.all([1].map(async () => 1));', 'map(async …)'],
    ['get(url).then(async () => 1);', 'then(async …)'],
    ['describe.each(rows)("row", async () => 1);', 'describe.each("row", async …)'],
    ['queues[n](async () => 1);', '…(async …)'],
    ['(async () => 1)();', '(async …)()'],
    ['class Store { close = run(async () => 1) }', 'run(async …)'],
    ['const made = () => async () => 1;', '<anonymous>'],
  ])('%s', (source, name) => {
    const sites = sitesOf(source).filter((site) => site.includes(' async '));
    expect(sites.map((site) => site.replace(/^\d+:\d+ async (function|generator) /, ''))).toEqual([name]);
  });

  it('is named by the first line of a long text, cut', () => {
    expect(sitesOf(`it('${'long '.repeat(20)}', async () => 1);`).at(-1)).toMatch(
      /^1:\d+ async function it\('(long ){11}long…, async …\)$/,
    );
  });
});

describe('the sites of suspensions', () => {
  it('are named by the function around them', () => {
    const source = ['async function outer() {', '  await 1;', '  const inner = async () => await 2;', '}', 'await outer();'].join('\n');
    expect(sitesOf(source)).toEqual([
      '1:1 async function outer',
      '2:3 await outer',
      '3:17 async function inner',
      '3:29 await inner',
      '5:1 await <module>',
    ]);
  });

  it('count UTF-16 units and every line break of JavaScript', () => {
    expect(sitesOf('"😀"; await 1;\r\n  await 2;\u2028await 3;')).toEqual([
      '1:7 await <module>',
      '2:3 await <module>',
      '3:1 await <module>',
    ]);
  });

  it('tell awaits, for awaits and yields apart', () => {
    const source = 'async function* g() {\n for await (const v of s) yield v;\n yield* s;\n}';
    expect(sitesOf(source)).toEqual(['1:1 async generator g', '2:2 for await g', '2:27 yield g', '3:2 yield g']);
  });

  it('include what leaving a block waits for', () => {
    expect(sitesOf('async function f() { await using a = b; }').at(-1)).toBe('1:22 await f');
  });
});

describe('the site of a call that creates a task', () => {
  it.each([
    ['setTimeout(run, 5);', '1:1 call setTimeout'],
    ['process.nextTick(run);', '1:1 call process.nextTick'],
    ['a.b.timers.setInterval(run);', '1:5 call timers.setInterval'],
    ['promise.then(run);', '1:9 call promise.then'],
    ['Promise.all(list);', '1:1 call Promise.all'],
    ['Atomics.wait(array, 0, 0);', '1:1 call Atomics.wait'],
    ['this.pool.ready.finally(run);', '1:17 call ready.finally'],
    ['load()\n  .catch(run);', '2:4 call catch'],
    ['promise?.then(run);', '1:10 call promise.then'],
    ['new Promise<void>((resolve) => resolve());', '1:5 call Promise'],
  ])('%s', (source, site) => {
    expect(sitesOf(source)).toEqual([site]);
  });

  it.each([
    'setTimeout();',
    'setTimeout(...all);',
    'promise["then"](run);',
    'then(run);',
    'new Other(run);',
    'new Promise();',
    'Promise.all();',
    'Promise.all(...all);',
    'Promise.resolve(1);',
    'new Promise.all(list);',
    'other.Promise.all(list);',
    'Promise["all"](list);',
    'other.wait(1);',
  ])('is not in %s', (source) => {
    expect(sitesOf(source)).toEqual([]);
  });
});
