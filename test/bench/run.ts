// `npm run bench -- NAME…` runs benchmarks and prints their figures beside target, floor and baseline; `--save` makes them the baseline.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Benchmark, formatFigure } from './figure.ts';

const folder = import.meta.dirname;
const baselineFile = join(folder, 'baseline.json');
const names = readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith('--'));
const unknown = wanted.filter((word) => !names.includes(word));

if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

const baseline: Record<string, number> = existsSync(baselineFile) ? JSON.parse(readFileSync(baselineFile, 'utf8')) : {};
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n${name} (Node ${process.version}, ${process.platform} ${process.arch})`);
  const { benchmark } = (await import(`./${name}.bench.ts`)) as { benchmark: Benchmark };
  for (const figure of await benchmark()) {
    console.log(formatFigure(figure, baseline[figure.name]));
    baseline[figure.name] = Number(figure.median.toPrecision(4));
  }
}
if (words.includes('--save')) writeFileSync(baselineFile, `${JSON.stringify(baseline, Object.keys(baseline).sort(), 2)}\n`);
