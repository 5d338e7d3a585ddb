// Stacks of every depth under every limit. Each in a turn of its own; a write would leave a tick behind, so all is written at the end.
const stacks = [];
const down = (depth, action) => (depth === 0 ? action() : down(depth - 1, action));
const show = () => stacks.push(new Error(`limit ${Error.stackTraceLimit}`).stack);
function capture() { const holder = {}; Error.captureStackTrace(holder, capture); stacks.push(holder.stack); }
async function later(depth) { await null; return depth === 0 ? show() : await later(depth - 1); }
const starts = [(f) => f(), queueMicrotask, process.nextTick, setImmediate, (f) => setTimeout(f, 1), (f) => Promise.resolve().then(f)];
const turn = () => new Promise(setImmediate);
const under = async (start, f) => { await turn(); await new Promise((done) => start(() => { f(); done(); })); };
for (const depth of [0, 1, 3, 5, 6, 7, 8, 9, 10, 30]) {
  for (const start of starts) await under(start, () => down(depth, show));
  await turn();
  await later(depth);
}
for (const limit of [0, 1, 2, 3, 4, 5, 8, 50, Infinity]) {
  Error.stackTraceLimit = limit;
  for (const start of starts) for (const f of [show, capture, () => down(2, show)]) await under(start, f);
  await turn();
  await later(2);
  for (const fail of [() => null.x, () => JSON.parse('{')]) try { fail(); } catch (error) { stacks.push(error.stack); }
}
for (const limit of ['text', -1, 5.7, undefined]) { Error.stackTraceLimit = limit; down(9, show); }
delete Error.stackTraceLimit;
down(9, show);
process.on('exit', () => { Error.stackTraceLimit = 3; show(); Error.stackTraceLimit = 1; show(); console.log(stacks.join('\n')); });
