// Recurses until the stack is full, in every way that reaches the tracer, and goes on.
const actions = {
  nothing: () => {}, promise: () => Promise.resolve().then(() => {}), constructed: () => new Promise((done) => done()), async: async () => { await null; },
  error: () => new Error('deep').stack.length, text: () => String(actions.async), generator: async function* () { yield 1; }, mark: () => performance.mark('deep'),
};
function deep(action) { try { return 1 + deep(action); } catch (error) { if (!(error instanceof RangeError)) throw error; } action(); return 0; }
function fill(action) { action(); return fill(action); }
async function asyncFill(depth) { await null; return depth === 0 ? 0 : 1 + (await asyncFill(depth - 1)); }
async function* generate(depth) { if (depth > 0) yield* generate(depth - 1); yield depth; }
for (const [name, action] of Object.entries(actions)) {
  // Where the stack is full is not the same traced: how it ends is.
  try { console.log(name, deep(action) > 100); } catch (error) { console.log(name, error.name, error.message); }
  try { fill(action); } catch (error) { console.log(name, error.name, error.message); }
  await new Promise(setImmediate);
}
const self = async () => self();
await self().catch((error) => console.log(error.name, error.message));
const nested = (async function down() { await down(); })();
await nested.catch((error) => console.log(error.name, error.message));
console.log(await asyncFill(1000));
let sum = 0;
for await (const value of generate(100)) sum += value;
console.log(sum);
