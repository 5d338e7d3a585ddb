// Async handlers that do some work at each await: copy a document, change it, sort its keys.
const rounds = Number(process.env.ROUNDS ?? 400_000);
const document = { a: 1, b: [1, 2, 3, { c: 'hello world', d: { e: [5, 6, 7] } }], f: 'x'.repeat(40) };

async function load() {
  await null;
  return JSON.parse(JSON.stringify(document));
}
async function change(factor) {
  const copy = await load();
  copy.b = copy.b.map((item) => (typeof item === 'number' ? item * factor : item));
  return copy;
}
async function handle(factor) {
  const copy = await change(factor);
  return Object.keys(copy).sort().join(',').length + copy.b[0];
}

let sum = 0;
async function main() {
  for (let round = 0; round < rounds; round++) sum += await handle(round);
}
await main();
if (sum === 0) throw new Error('no work was done');
