// options: --require ./parts/saysPreloaded.cjs
// What is preloaded after the tracer, in the main thread and in a worker with a preload of its own.
const { Worker } = require('node:worker_threads');

console.log('main');
new Worker("console.log('worker')", { eval: true, execArgv: ['--require', './parts/saysPreloaded.cjs'] });
