// What Node refuses, it refuses in the same words: no argument of ours is in them.
import { fork, spawn } from 'node:child_process';
import { Worker } from 'node:worker_threads';

const attempts = {
  spawnNothing: () => spawn(''),
  spawnNumber: () => spawn(1),
  spawnEnv: () => spawn('true', [], { env: { A: 'a\0b' } }),
  forkStdio: () => fork('x', [], { stdio: 'pipe' }),
  workerArgv: () => new Worker('', { eval: true, argv: 1 }),
  workerExecArgv: () => new Worker('', { eval: true, execArgv: ['--title=x'] }),
  workerOptions: () => new Worker('', { eval: true, env: { NODE_OPTIONS: '--title=x' } }),
  workerEnv: () => new Worker('', { eval: true, env: 1 }),
  workerFile: () => new Worker('relative.js'),
  workerNothing: () => new Worker(),
  workerCalled: () => Worker('', { eval: true }),
  execveEnv: () => process.execve?.(process.execPath, [], { A: 1 }),
  execveArgs: () => process.execve?.(process.execPath, 1),
  kill: () => process.kill('x'),
  timeout: () => setTimeout('code'),
  emitter: () => process.on('exit', 1),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    console.log(name, attempt() === undefined);
  } catch (error) {
    console.log(name, error.code, error.message, error.stack.split('\n').find((line) => line.includes('refused.mjs')));
  }
}
