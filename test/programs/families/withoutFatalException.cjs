// A worker that takes process._fatalException away, and then throws what nobody catches, dies alone.
const { Worker, isMainThread } = require('node:worker_threads');

const busy = () => {
  for (const end = Date.now() + 40; Date.now() < end; );
  process._fatalException = undefined;
  throw new Error('thrown');
};
const rejecting = () => Promise.resolve().then(busy);

if (isMainThread) {
  const die = (left) => {
    const worker = new Worker(__filename, { argv: [left] });
    worker.on('error', (error) => console.log(String(error)));
    worker.on('exit', (code) => {
      console.log(code);
      if (left > 1) die(left - 1);
    });
  };
  die(6);
} else {
  const start = Date.now();
  const live = () => setTimeout(Date.now() - start < 60 ? live : process.argv[2] % 2 === 0 ? busy : rejecting, 1);
  live();
}
