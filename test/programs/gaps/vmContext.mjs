// Code in a context of its own: its functions are not instrumented, their texts and results are as ever.
import vm from 'node:vm';

async function outside(value) {
  await value;
  return `told ${value}`;
}
const context = vm.createContext({ console, setTimeout, outside });
const script = `(async function inside() {
  await null;
  console.log(inside.toString().length, new Error('x').stack.split('\\n').length, await outside(1));
  return new Promise((done) => setTimeout(done, 1, 'done'));
})()`;
const result = vm.runInContext(script, context);
console.log(await result, result instanceof Promise);
const own = vm.createContext({ console }, { microtaskMode: 'afterEvaluate' });
vm.runInContext('(async () => { await null; console.log("own queue"); })()', own);
