// All that a program can reach from its globals, its process, Node's modules and one of each of their objects: property by
// property, a line each, written by the main thread and by a worker.
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const { spawn } = require('node:child_process');
const { createSocket } = require('node:dgram');
const { EventEmitter } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const { builtinModules } = require('node:module');
const net = require('node:net');
const stream = require('node:stream');
const { isMainThread, MessageChannel, Worker, workerData } = require('node:worker_threads');

const mostSteps = 9;
/** Arrays of numbers, and those that Node fills by the hour. */
const mostItems = 200;
const oldModules = /^_(?:http|stream_[dprtw]|tls)/;

const pathOf = new Map();
const waiting = [];
const lines = [];

function nameOf(key) {
  return typeof key === 'symbol' ? `[${key.description}]` : key;
}

function visit(value, path) {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (!isObject) lines.push(`${path} = ${value === null || value === undefined || typeof value === 'boolean' ? value : typeof value}`);
  else if (pathOf.has(value)) lines.push(`${path} = see ${pathOf.get(value)}`);
  else {
    pathOf.set(value, path);
    waiting.push(value);
  }
}

function describe(value) {
  if (typeof value !== 'function') return Object.prototype.toString.call(value);
  return `function ${value.name}/${value.length} of ${Function.prototype.toString.call(value).length} characters`;
}

function look(value) {
  const path = pathOf.get(value);
  lines.push(`${path} = ${describe(value)}${Object.isExtensible(value) ? '' : ', not extensible'}`);
  visit(Object.getPrototypeOf(value), `${path}.__proto__`);
  if (ArrayBuffer.isView(value) || (Array.isArray(value) && value.length > mostItems)) return;
  for (const key of Reflect.ownKeys(value)) {
    const property = Reflect.getOwnPropertyDescriptor(value, key);
    const place = `${path}.${nameOf(key)}`;
    lines.push(`${place}: ${property.configurable} ${property.enumerable} ${property.writable}`);
    if ('value' in property) visit(property.value, place);
    else {
      visit(property.get, `${place}<get>`);
      visit(property.set, `${place}<set>`);
    }
  }
}

function lookAround() {
  while (waiting.length > 0) {
    const value = waiting.shift();
    if (pathOf.get(value).split('.').length <= mostSteps) look(value);
  }
}

// What is met first gives its name to all that is met there: the streams' classes before the streams.
visit(stream, 'stream');
lookAround();
for (const name of ['stdout', 'stderr', 'stdin']) visit(process[name], name);
lookAround();
visit(globalThis, 'globalThis');
for (const name of builtinModules) {
  if (name.startsWith('_') && !oldModules.test(name)) continue;
  try {
    visit(require(name), name);
  } catch (error) {
    // A worker has not all of them.
    lines.push(`${name}: ${error.code}`);
  }
}
const examples = {
  channel: new MessageChannel(),
  server: http.createServer(),
  socket: new net.Socket(),
  emitter: new EventEmitter(),
  timeout: setTimeout(() => {}),
  immediate: setImmediate(() => {}),
  controller: new AbortController(),
  promise: Promise.resolve(),
  asyncPromise: (async () => {})(),
  asyncFunction: async () => {},
  error: new Error('example'),
  child: spawn('true'),
  udp: createSocket('udp4').unref(),
  storage: new AsyncLocalStorage(),
  resource: new AsyncResource('example'),
};
for (const [name, example] of Object.entries(examples)) visit(example, name);
lookAround();

const folder = isMainThread ? process.argv[2] : workerData;
fs.writeFileSync(`${folder}/${isMainThread ? 'main' : 'worker'}`, lines.join('\n'));
if (!isMainThread) process.exit();
new Worker(__filename, { workerData: folder }).on('exit', (code) => process.exit(code));
