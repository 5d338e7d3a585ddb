// options: --enable-sharedarraybuffer-per-context
// A worker that has no shared memory.
const { Worker } = require('node:worker_threads');

const script = `const { parentPort } = require('node:worker_threads');
setTimeout(() => parentPort.postMessage(typeof SharedArrayBuffer), 40);`;
new Worker(script, { eval: true }).on('message', (type) => console.log(type)).on('exit', (code) => console.log(code));
