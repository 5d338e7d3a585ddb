// What a program can see of the patches for messages: nothing.

import { describe, expect, it } from 'vitest';
import { nodes } from '../../../support/nodes.ts';
import { runsUnder } from '../tracedProgram.ts';

describe.each(nodes)('under Node $version', ({ path }) => {
  const { runPlain, runTraced } = runsUnder(path);

  /** Prints the same under the tracer and without it. */
  async function expectSame(source: string, file?: string): Promise<void> {
    const options = file === undefined ? {} : { file };
    const [plain, traced] = await Promise.all([runPlain(source, options), runTraced(source, options)]);
    const withoutFolder = (text: string): string => text.replaceAll(/tracer-run-\w+/g, 'folder');
    expect(withoutFolder(traced.stdout)).toBe(withoutFolder(plain.stdout));
    expect(withoutFolder(traced.stderr)).toBe(withoutFolder(plain.stderr));
    expect(traced.code).toBe(plain.code);
    expect(plain.stdout).not.toBe('');
  }

  it('keeps names, lengths, descriptors and identities of what is patched', async () => {
    await expectSame(`
    const threads = require('node:worker_threads');
    const { ChildProcess } = require('node:child_process');
    const { TCP } = process.binding('tcp_wrap');
    const show = (owner, name) => {
      const { value, ...rest } = Object.getOwnPropertyDescriptor(owner, name);
      console.log(String(value).slice(0, 100), value.name, value.length, typeof value, Object.getOwnPropertyNames(value).join(), JSON.stringify(rest));
    };
    for (const name of ['Worker', 'MessageChannel', 'BroadcastChannel', 'MessagePort', 'receiveMessageOnPort', 'moveMessagePortToContext']) show(threads, name);
    show(threads.MessagePort.prototype, 'postMessage');
    show(threads.BroadcastChannel.prototype, 'postMessage');
    show(ChildProcess.prototype, 'spawn');
    show(globalThis, 'structuredClone');
    console.log(Object.keys(threads).join(), Object.getOwnPropertyNames(threads.MessagePort.prototype).join());
    console.log(globalThis.MessageChannel === threads.MessageChannel, globalThis.BroadcastChannel === threads.BroadcastChannel);
    for (const name of ['Worker', 'MessageChannel', 'BroadcastChannel']) {
      const made = threads[name];
      console.log(made.prototype.constructor === made, JSON.stringify(Object.getOwnPropertyDescriptor(made.prototype, 'constructor')), Object.getOwnPropertyNames(made.prototype).join());
    }
    const channel = new MessageChannel();
    console.log(channel instanceof MessageChannel, channel.constructor === MessageChannel, Object.keys(channel).join(), Object.prototype.toString.call(channel));
    console.log(channel.port1.constructor === MessagePort, Reflect.ownKeys(channel.port1).map(String).join());
    channel.port1.close();
  `);
  });

  it('leaves the stack below the listener of a datagram as it is', async () => {
    await expectSame(`
    const socket = require('node:dgram').createSocket('udp4');
    socket.once('message', () => {
      console.log(new Error('here').stack.replaceAll(/\\(.*?\\)/g, ''), process.getActiveResourcesInfo().join(), socket.listenerCount('message'));
      socket.close();
    });
    socket.bind(0, '127.0.0.1', () => socket.send('hello', socket.address().port, '127.0.0.1'));
  `);
  });

  it('opens no stream of stdio that the program has not asked for', async () => {
    await expectSame(`
    const { getActiveResourcesInfo } = process;
    require('node:fs').writeSync(1, getActiveResourcesInfo.call(process).join() + '\\n');
    const made = [];
    require('node:async_hooks').createHook({ init: (_id, type) => made.push(type) }).enable();
    process.stderr.write('');
    process.stdout.write('');
    require('node:fs').writeSync(1, made.filter((type) => type === 'PIPEWRAP').join() + '\\n');
  `);
  });

  it('keeps subclasses, missing arguments and wrong calls as they are', async () => {
    await expectSame(`
    const threads = require('node:worker_threads');
    const attempt = (action) => { try { console.log(action()); } catch (error) { console.log(error.name, error.code, error.message); } };
    class Sub extends threads.Worker { constructor(...rest) { super(...rest); this.own = new.target === Sub; } }
    const worker = new Sub('require("node:worker_threads").parentPort.postMessage(1)', { eval: true });
    console.log(worker.own, worker instanceof Sub, worker instanceof threads.Worker, worker.constructor === Sub);
    worker.on('message', (value) => console.log(value, worker.eventNames().map(String), worker.listenerCount('message')));
    attempt(() => MessageChannel());
    attempt(() => threads.Worker('x'));
    attempt(() => new threads.Worker());
    attempt(() => new BroadcastChannel());
    attempt(() => new MessageChannel().port1.postMessage());
    attempt(() => threads.receiveMessageOnPort({}));
    attempt(() => structuredClone());
    attempt(() => structuredClone({ a: [1n] }).a[0]);
    const { port1, port2 } = new MessageChannel();
    attempt(() => port1.postMessage(port1, [port1]));
    attempt(() => port1.postMessage({}, [port2, port2]));
    attempt(() => port1.postMessage(() => {}));
    attempt(() => Object.hasOwn(MessagePort.prototype, 'postMessage'));
    port1.close();
  `);
  });

  it('leaves the order of getters, and the arguments, of a post as they are', async () => {
    await expectSame(`
    const seen = [];
    const { port1, port2 } = new MessageChannel();
    const moving = new MessageChannel();
    const list = { get transfer() { seen.push('transfer'); return [moving.port1]; } };
    port1.postMessage({ get a() { seen.push('a'); return 1; }, b: moving.port1 }, list);
    port1.postMessage(1, new Proxy([], { get: (target, name) => (seen.push(String(name)), target[name]), has: (target, name) => (seen.push('has'), name in target) }));
    console.log(seen.join());
    port2.once('message', () => { port1.close(); moving.port2.close(); });
  `);
  });

  it('counts no listener of its own on workers, ports, children and sockets', async () => {
    await expectSame(`
    const { fork } = require('node:child_process');
    const net = require('node:net');
    if (process.send) { process.send('hi'); process.disconnect(); return; }
    const child = fork(__filename);
    child.on('message', () => console.log(child.eventNames().map(String), Reflect.ownKeys(child).map(String).join()));
    child.on('exit', () => {
      const server = net.createServer((socket) => { console.log(socket.eventNames().map(String), Reflect.ownKeys(socket._handle).map(String).join()); socket.end('x'); server.close(); });
      server.listen(0, () => net.connect(server.address().port).resume());
    });
  `);
  });

  it('makes the ESM exports and the globals the same', async () => {
    await expectSame(
      `
    import threads, { BroadcastChannel, MessageChannel, Worker } from 'node:worker_threads';
    console.log(Worker === threads.Worker, MessageChannel === globalThis.MessageChannel, BroadcastChannel === threads.BroadcastChannel);
    `,
      'program.mjs',
    );
  });

  it('does not keep a process alive, nor end it early', async () => {
    await expectSame(`
    const { Worker, BroadcastChannel, MessageChannel } = require('node:worker_threads');
    new MessageChannel();
    new BroadcastChannel('x').unref();
    const { port1, port2 } = new MessageChannel();
    port2.on('message', () => {});
    port2.unref();
    port1.postMessage(1);
    console.log(port2.hasRef(), port1.hasRef());
    process.on('exit', () => console.log('exit', process.getActiveResourcesInfo().join()));
  `);
  });
});
