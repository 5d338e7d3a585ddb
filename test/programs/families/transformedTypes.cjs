// Node's own transformation of TypeScript, where a Node has it: stacks, excerpts and texts of functions are as it makes them.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const transformation = '--experimental-transform-types';
const programs = ['transformed.ts', 'transformed.cts', 'importing.mjs'];
if (process.allowedNodeEnvironmentFlags.has(transformation)) {
  for (const name of programs) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [transformation, name], { cwd: join(__dirname, 'parts') });
    console.log(name, String(stdout), String(stderr).replaceAll(/node:\d+/g, 'node:PID'), status);
  }
} else console.log('This Node only strips types.');
