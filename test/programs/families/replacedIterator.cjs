// Arrays whose iterator the program has replaced: it is called as often as it is alone.
const { spawnSync } = require('node:child_process');
const { createSocket } = require('node:dgram');
const { get, createServer: createHttpServer } = require('node:http');
const { connect: connectHttp2, createServer: createHttp2Server } = require('node:http2');
const { connect, createServer } = require('node:net');
const { getCallSites } = require('node:util');
const { MessageChannel, receiveMessageOnPort, Worker } = require('node:worker_threads');

const prototype = Object.getPrototypeOf([][Symbol.iterator]());
const { next } = prototype;
const iterator = Array.prototype[Symbol.iterator];
let calls = 0;
const replace = () => {
  Array.prototype[Symbol.iterator] = function values() {
    calls++;
    return Reflect.apply(iterator, this, []);
  };
  prototype.next = function () {
    calls++;
    return Reflect.apply(next, this, []);
  };
};
const memory = new Int32Array(new SharedArrayBuffer(8));
const steps = {
  port: (done) => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage({ memory }, []);
    receiveMessageOnPort(port2);
    port2.on('message', () => {
      port1.close();
      done();
    });
    port1.postMessage(1);
  },
  atomics: (done) => {
    Atomics.waitAsync(memory, 0, 0).value.then(done);
    Atomics.wait(memory, 0, 0, 5);
    Atomics.notify(memory, 0);
  },
  output: (done) => {
    console.log('a line\nand another');
    process.stdout.write('written\n', done);
  },
  stacks: (done) => {
    String(new Error('stack').stack);
    getCallSites();
    done();
  },
  coroutines: (done) => {
    const inner = async (value) => await value;
    (async () => {
      for (const value of { [Symbol.iterator]: () => ({ next: () => ({ done: true }) }) }) await value;
      await inner(1);
      await Promise.all({ [Symbol.iterator]: () => ({ next: () => ({ done: true }) }) });
    })().then(done);
  },
  timers: (done) => {
    clearTimeout(setTimeout(() => {}, 1));
    setTimeout(done, 40);
  },
  net: (done) => {
    const server = createServer((socket) => socket.end('bye')).listen(0, () => {
      connect(server.address().port).on('close', () => server.close(done)).resume();
    });
  },
  http: (done) => {
    const server = createHttpServer((_request, response) => response.end('bye')).listen(0, () => {
      get({ port: server.address().port, agent: false }, (response) => response.resume().on('end', () => server.close(done)));
    });
  },
  http2: (done) => {
    const server = createHttp2Server((_request, response) => response.end('bye')).listen(0, () => {
      const session = connectHttp2(`http://127.0.0.1:${server.address().port}`);
      session.request({ ':path': '/' }).resume().on('close', () => session.close(() => server.close(done)));
    });
  },
  datagrams: (done) => {
    const socket = createSocket('udp4').on('message', () => socket.close(done));
    socket.bind(0, '127.0.0.1', () => socket.send('one', socket.address().port, '127.0.0.1'));
  },
  child: (done) => {
    spawnSync('true');
    done();
  },
  worker: (done) => void new Worker('require("node:worker_threads").parentPort.postMessage(1)', { eval: true }).on('exit', done),
};
const names = Object.keys(steps);
const lines = [];
let step = 0;
const end = () => {
  lines[step] = `${names[step]} ${calls}`;
  step++;
  setTimeout(begin, 5);
};
const begin = () => {
  calls = 0;
  if (step < names.length) return steps[names[step]](end);
  console.log(lines.join('\n'));
  Array.prototype[Symbol.iterator] = () => process.reallyExit(9);
};
replace();
begin();
