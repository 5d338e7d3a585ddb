// Workers: their environment, options, ids and ends, however they were made.
import { once } from 'node:events';
import { SHARE_ENV, threadId, Worker } from 'node:worker_threads';

const script = `const { parentPort, threadId, workerData, resourceLimits } = require('node:worker_threads');
parentPort.postMessage({ threadId, workerData, limit: resourceLimits.maxYoungGenerationSizeMb, argv: process.argv.slice(2), execArgv: process.execArgv,
  env: Object.keys(process.env).filter((name) => /NODE|TRACE|MINE/.test(name)).map((name) => name + '=' + process.env[name]), keys: Object.keys(globalThis).join(),
  active: process.getActiveResourcesInfo(), listeners: process.eventNames().map(String), title: process.title === '' });
setTimeout(() => process.exit(workerData?.code), 20);`;
process.env['MINE'] = 'parent';
const options = {
  plain: {},
  data: { workerData: { code: 3 } },
  argv: { argv: ['a', 'b'], resourceLimits: { maxYoungGenerationSizeMb: 20 } },
  execArgv: { execArgv: ['--no-warnings'] },
  none: { execArgv: [], env: {} },
  copied: { env: { ...process.env } },
  own: { env: { NODE_OPTIONS: '--no-deprecation', MINE: 'own' } },
  shared: { env: SHARE_ENV },
  named: { name: 'mine' },
};
for (const [name, given] of Object.entries(options)) {
  const worker = new Worker(script, { eval: true, ...given });
  const exit = once(worker, 'exit');
  const [message] = await once(worker, 'message');
  console.log(name, JSON.stringify(message), await exit);
}
for (const [name, body] of Object.entries({ throws: 'throw new TypeError("bad")', rejects: 'Promise.reject(new Error("later"))', unknown: 'nothing()', value: 'throw "text"' })) {
  const worker = new Worker(body, { eval: true });
  const exit = new Promise((done) => worker.once('exit', done));
  const [error] = await once(worker, 'error');
  console.log(name, error?.name, error?.message ?? error, error?.stack?.split('\n')[1], await exit);
}
const ended = new Worker('setInterval(() => {}, 1000)', { eval: true });
await once(ended, 'online');
console.log('terminated', await ended.terminate(), threadId, ended.threadId);
