// Node's own transformation of TypeScript, where a Node has it: without source maps a stack shows its lines.
const { spawnSync } = require('node:child_process');

const transformation = '--experimental-transform-types';
if (process.allowedNodeEnvironmentFlags.has(transformation)) {
  const words = ['--no-warnings', transformation, '--no-enable-source-maps', 'parts/transformed.ts'];
  console.log(String(spawnSync(process.execPath, words, { cwd: __dirname }).stderr));
} else console.log('This Node only strips types.');
