// NODE_OPTIONS in the --env-file of a Node that a shell starts: the program finds them, and its children have them.
const { execFileSync, execSync } = require('node:child_process');

const { NODE_OPTIONS, MINE, ...env } = process.env;
if (process.argv[2] === 'grandchild') console.log(NODE_OPTIONS, Error.stackTraceLimit);
else if (process.argv[2] === 'child') {
  console.log(NODE_OPTIONS, MINE);
  process.stdout.write(execFileSync(process.execPath, [__filename, 'grandchild']));
} else process.stdout.write(execSync(`"${process.execPath}" --env-file "${__dirname}/parts/options.env" "${__filename}" child`, { env }));
