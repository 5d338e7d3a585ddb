// Files that pass from one thread and process to another, in every way to write and read one: each side prints what it did, in order.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs, { promises } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, threadId, Worker, workerData } from 'node:worker_threads';

const folder = process.argv[2] ?? workerData ?? fs.mkdtempSync(join(tmpdir(), 'handOvers-'));
const at = (name) => join(folder, name);
/** Prints on a descriptor that is open already: a mark of its own would be none of the program's. */
const did = (mark, name) => fs.writeSync(1, `${JSON.stringify({ thread: `${process.pid}.${threadId}`, mark, path: at(name) })}\n`);
const called = (start) => new Promise((done) => start(done));
const fails = (promise) => promise.then(() => did('failed not', 'nothing'), () => undefined);

const writers = {
  'text.json': (path) => fs.writeFileSync(path, '{}'),
  'bytes.bin': (path) => fs.writeFileSync(path, Buffer.from('bytes')),
  'called.txt': (path) => called((done) => fs.writeFile(path, 'called', done)),
  'promised.txt': (path) => promises.writeFile(path, 'promised'),
  'streamed.txt': (path) => once(fs.createWriteStream(path).end('streamed'), 'close'),
  'appended.txt': (path) => promises.appendFile(path, 'appended'),
  async 'handled.txt'(path) {
    const handle = await promises.open(path, 'w+');
    await handle.writeFile('handled');
    await handle.close();
  },
};

const renamers = {
  'renamed at once.txt': (from, to) => fs.renameSync(from, to),
  'renamed later.txt': (from, to) => called((done) => fs.rename(from, to, done)),
  'renamed by promise.txt': (from, to) => promises.rename(from, to),
  'copied.txt': (from, to) => fs.copyFileSync(from, to),
};

const readers = {
  'text.json': (path) => fs.readFileSync(path, 'utf8'),
  'bytes.bin': (path) => fs.readFileSync(path),
  'called.txt': (path) => called((done) => fs.readFile(path, done)),
  'promised.txt': (path) => promises.readFile(path),
  'streamed.txt': (path) => fs.createReadStream(path).forEach(() => {}),
  async 'handled.txt'(path) {
    const handle = await promises.open(path);
    await handle.readFile();
    await handle.close();
  },
};

async function write() {
  for (const [name, writer] of Object.entries(writers)) {
    await writer(at(name));
    did('fs.write', name);
  }
  for (const [name, renamer] of Object.entries(renamers)) {
    fs.writeFileSync(at('temporary'), name);
    did('fs.write', 'temporary');
    await renamer(at('temporary'), at(name));
    did('fs.write', name);
  }
}

async function read() {
  for (const [name, reader] of Object.entries(readers)) {
    await reader(at(name));
    did('fs.read', name);
  }
}

/** What hands nothing over: what fails, what is looked at, what is loaded or installed, and what is no file. What comes after it does. */
async function doNothing() {
  await fails(promises.readFile(at('nowhere')));
  await fails(promises.rename(at('nowhere'), at('text.json')));
  await fails(called((done) => fs.readFile(at('nowhere'), (error) => done(Promise.reject(error)))));
  try {
    fs.openSync(at('no folder/file'), 'w');
  } catch {}
  fs.statSync(at('text.json'));
  fs.writeFileSync(at('module.cjs'), 'module.exports = 1;');
  did('fs.write', 'module.cjs');
  createRequire(import.meta.url)(at('module.cjs'));
  await import(at('module.cjs'));
  fs.writeFileSync(at('package.json'), '{}');
  did('fs.write', 'package.json');
  fs.readFileSync(at('package.json'));
  fs.mkdirSync(at('node_modules'));
  fs.writeFileSync(at('node_modules/installed.txt'), '');
  fs.readFileSync(at('node_modules/installed.txt'));
  fs.readFileSync('/dev/null');
  fs.readFileSync(at('bytes.bin'));
  did('fs.read', 'bytes.bin');
  if (process.platform === 'linux') await promises.readFile('/proc/self/status');
}

if (process.argv[2] !== undefined) await read();
else if (!isMainThread) await read();
else {
  await write();
  await doNothing();
  await once(new Worker(new URL(import.meta.url), { workerData: folder }), 'exit');
  await once(fork(fileURLToPath(import.meta.url), [folder]), 'exit');
  // A link leads to the file that the system knows.
  fs.symlinkSync(folder, at('link'));
  await promises.readFile(at('link/text.json'));
  did('fs.read', 'link/text.json');
  const handle = await promises.open(at('link/text.json'));
  await handle.close();
  did('fs.read', 'link/text.json');
  fs.rmSync(folder, { recursive: true });
}
