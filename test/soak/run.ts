// `npm run soak -- NAME…` runs what takes minutes and gigabytes, and prints what it found; it ends with 1 when a promise was broken.

import { readdirSync } from 'node:fs';
import type { Soak } from './soak.ts';

const folder = import.meta.dirname;
const names = readdirSync(folder).flatMap((file) => /^(.+)\.soak\.ts$/.exec(file)?.[1] ?? []);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !names.includes(word));

if (unknown.length > 0) {
  console.error(`There is no soak ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n${name} (Node ${process.version}, ${process.platform} ${process.arch})`);
  const { soak } = (await import(`./${name}.soak.ts`)) as { soak: Soak };
  for await (const { text, isKept } of soak()) {
    console.log(`${isKept ? '  ' : '✗ '}${text}`);
    if (!isKept) process.exitCode = 1;
  }
}
