// options: --trace-exit --stack-trace-limit=5
// The stack that C++ prints at an exit has no frames but the program's and Node's own.
const { Worker, isMainThread } = require('node:worker_threads');

function leave(depth) {
  if (depth > 0) leave(depth - 1);
  else process.exit(3);
}

if (isMainThread) {
  const worker = new Worker(__filename);
  worker.on('exit', (code) => {
    console.log(code, process.reallyExit === process.reallyExit, process.reallyExit.name);
    process.on('exit', () => console.log('exit'));
    leave(4);
  });
} else leave(0);
