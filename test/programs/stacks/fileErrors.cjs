// Errors of the file system, thrown at once, at every depth and under every limit, and what can be seen of the calls that throw them.
const fs = require('node:fs');

const lines = [];
const down = (depth, action) => (depth === 0 ? action() : down(depth - 1, action));
const fails = [
  () => fs.readFileSync('nowhere'),
  () => fs.readFileSync('nowhere', 'utf8'),
  () => fs.openSync('nowhere/file', 'w'),
  () => fs.writeFileSync('nowhere/file', 'text'),
  () => fs.renameSync('nowhere', 'elsewhere'),
  () => fs.copyFileSync('nowhere', 'elsewhere'),
  () => fs.closeSync(123456),
];
function show(fail) {
  try {
    fail();
  } catch (error) {
    lines.push(error.stack, JSON.stringify(Object.getOwnPropertyDescriptor(error, 'stack')?.enumerable), Object.keys(error).join());
  }
}
for (const limit of [10, 1, 3, 0, 100, Infinity]) {
  Error.stackTraceLimit = limit;
  for (const depth of [0, 3, 12]) for (const fail of fails) down(depth, () => show(fail));
  if (Error.stackTraceLimit !== limit) throw new Error('the limit has changed');
}
Error.stackTraceLimit = 5;
Error.prepareStackTrace = (error, frames) => `${error.code} ${frames.map((frame) => frame.getFunctionName()).join()}`;
for (const fail of fails) show(fail);
Error.prepareStackTrace = undefined;
Object.defineProperty(Error, 'stackTraceLimit', { get: () => 4, configurable: true });
for (const fail of fails) show(fail);
delete Error.stackTraceLimit;
for (const fail of fails) show(fail);

const binding = process.binding('fs');
for (const name of ['open', 'close', 'rename', 'readFileUtf8']) {
  const { value, ...rest } = Object.getOwnPropertyDescriptor(binding, name);
  lines.push(String(value), value.name, value.length, JSON.stringify(rest), Object.hasOwn(value, 'prototype'));
}
console.log(lines.join('\n'));
