// options: --env-file=parts/options.env
// NODE_OPTIONS in a file are those of the program, and of a child that is given the file in another folder.
const { spawn, spawnSync } = require('node:child_process');
const { NODE_OPTIONS, MINE } = process.env;
console.log(Error.stackTraceLimit, process.noDeprecation, NODE_OPTIONS, MINE);
if (process.argv[2] === undefined) {
  const { NODE_OPTIONS: _, MINE: __, ...env } = process.env;
  const options = { cwd: `${__dirname}/parts`, env };
  const words = ['--env-file-if-exists', 'gone.env', '--env-file', 'options.env', __filename, 'child'];
  console.log(String(spawnSync(process.execPath, words, options).stdout));
  spawn(process.execPath, words, options).stdout.pipe(process.stdout);
}
