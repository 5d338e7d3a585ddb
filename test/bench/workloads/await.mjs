// Four async functions deep, and nothing else: the dearest work for a tracer. 5 calls and awaits a round.
const rounds = Number(process.env.ROUNDS ?? 3_000_000);

async function one(x) {
  await null;
  return x + 1;
}
async function two(x) {
  return (await one(x)) + 1;
}
async function three(x) {
  return (await two(x)) + 1;
}
async function four(x) {
  return (await three(x)) + 1;
}

let sum = 0;
async function main() {
  for (let round = 0; round < rounds; round++) sum += await four(round);
}
await main();
if (sum === 0) throw new Error('no work was done');
