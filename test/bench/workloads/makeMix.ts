// Puts the mix together in a folder: its programs, and 200 functions that nobody needs to read.

import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const verbs = ['fetch', 'parse', 'store', 'check', 'merge', 'rank', 'render', 'index', 'route', 'audit'];
const nouns = ['Page', 'Order', 'Invoice', 'Parcel', 'Account', 'Report', 'Image', 'Quote', 'Review', 'Ticket'];
const sides = ['', 'Again'];

/** @returns the program to run; its argument is about how many records its trace shall have */
export function makeMix(folder: string): string {
  cpSync(join(import.meta.dirname, 'mix'), folder, { recursive: true });
  writeFileSync(join(folder, 'stages.mjs'), stagesSource());
  return join(folder, 'main.mjs');
}

/** Each stage works a little, calls others to the given depth one after another, and waits for them. */
function stagesSource(): string {
  const names = verbs.flatMap((verb) => nouns.flatMap((noun) => sides.map((side) => `${verb}${noun}${side}`)));
  const stage = (name: string, at: number): string => `
export async function ${name}(id, depth) {
  const sum = work(id, ${20 + (at % 17) * 30});
  if (depth > 0) await stages[(id * 31 + ${at} * 13 + depth) % stages.length](id + ${at}, depth - 1);
  await null;
  return sum;
}
`;
  return `function work(id, rounds) {
  let sum = id;
  for (let round = 0; round < rounds; round++) sum = (sum * 31 + round) % 65_521;
  return sum;
}
${names.map(stage).join('')}
export const stages = [${names.join(', ')}];
`;
}
