// Stacks and syntax errors of code that is made from text.
import vm from 'node:vm';

const AsyncFunction = (async () => {}).constructor;
async function attempt(action) { await null; try { await action(); } catch (error) { console.log(error.stack); } }
for (const text of ['{', 'await 1', 'x y', 'for(', 'async function(){}', 'throw new Error("run")', 'null.x']) {
  await attempt(() => new Function(text)()); await attempt(() => AsyncFunction(text)()); await attempt(() => eval(text)); await attempt(async () => (0, eval)(text));
  await attempt(() => vm.runInThisContext(text, 'script.js')); await attempt(() => vm.runInNewContext(text));
}
await attempt(() => import('data:text/javascript,await 1; throw new Error("data")'));
await attempt(() => import('data:text/javascript,{'));
console.log(new Function('a', 'return a').toString(), AsyncFunction('await 1').toString(), vm.runInNewContext('new Error("elsewhere").stack'));
