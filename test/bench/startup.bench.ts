// What tracing adds to the start of a small TypeScript program: wall time, with the launcher and without it, with the caches warm and cold.
//
// The variants take turns within a round; the difference is taken within a round.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './cpuTime.ts';
import { type Figure, figureOf } from './figure.ts';

const root = join(import.meta.dirname, '../..');
const commandLine = join(root, 'dist/cli.cjs');
const rounds = Number(process.env.BENCH_ROUNDS ?? 5) * 4;
const source = `interface Greeting { readonly text: string }
async function greet(): Promise<Greeting> { await null; return { text: 'hello' }; }
console.log((await greet()).text);
`;

export async function benchmark(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-startup-'));
  const program = join(folder, 'hello.ts');
  writeFileSync(program, source);
  const warm = join(folder, 'warm');
  const run = [process.execPath, commandLine, 'run', '--quiet', '--out', join(folder, 'run.ctrace'), program];
  const millisecondsOf = (command: readonly string[], cache: string): number =>
    measure(command, { XDG_CACHE_HOME: cache }).wallSeconds * 1000;
  const added: Record<'warm' | 'cold' | 'launcher', number[]> = { warm: [], cold: [], launcher: [] };
  try {
    millisecondsOf(run, warm);
    for (let round = 0; round < rounds; round++) {
      const cold = join(folder, `cold${round}`);
      mkdirSync(cold);
      const alone = millisecondsOf([process.execPath, program], warm);
      added.warm.push(millisecondsOf(run, warm) - alone);
      added.cold.push(millisecondsOf(run, cold) - alone);
      added.launcher.push(millisecondsOf([process.execPath, commandLine, '--version'], warm));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return [
    figureOf('startup: added to a small program, caches warm', 'ms', added.warm, { target: 25 }),
    figureOf('startup: added to a small program, caches cold', 'ms', added.cold, { target: 90 }),
    figureOf('startup: of which the launcher’s own process', 'ms', added.launcher),
  ];
}
