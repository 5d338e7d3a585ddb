// What tracing costs: CPU of the whole traced tree, recorder and packing included, against the same program alone.
//
// The variants take turns within a round, so that a change of the machine's speed meets them all; ratios are taken within a round.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './cpuTime.ts';
import { type Figure, figureOf } from './figure.ts';

const root = join(import.meta.dirname, '../..');
const workloads = join(import.meta.dirname, 'workloads');
const commandLine = join(root, 'dist/cli.cjs');
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

interface Held {
  readonly target: number;
  readonly floor: number;
}

const targets: Readonly<Record<string, { readonly full: Held; readonly light: Held }>> = {
  await: { full: { target: 2.0, floor: 1.6 }, light: { target: 1.25, floor: 1.1 } },
  realWork: { full: { target: 1.2, floor: 1.0 }, light: { target: 1.05, floor: 1.0 } },
  timersAndFiles: { full: { target: 1.35, floor: 1.0 }, light: { target: 1.15, floor: 1.0 } },
  http: { full: { target: 1.1, floor: 1.0 }, light: { target: 1.1, floor: 1.0 } },
  workerMessages: { full: { target: 1.1, floor: 1.0 }, light: { target: 1.1, floor: 1.0 } },
};

function ratiosOf(workload: string, folder: string): readonly Figure[] {
  const program = join(workloads, `${workload}.mjs`);
  const trace = join(folder, 'run.ctrace');
  const cpu: number[] = [];
  const wall: number[] = [];
  const light: number[] = [];
  const classic: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const alone = measure([process.execPath, program]);
    const run = [process.execPath, commandLine, 'run', '--quiet', '--out', trace];
    const atLight = measure([...run, '--level', 'light', program]);
    const traced = measure([...run, program]);
    const hooked = measure([process.execPath, '--require', join(workloads, 'emptyHooks.cjs'), program]);
    light.push(atLight.cpuSeconds / alone.cpuSeconds);
    cpu.push(traced.cpuSeconds / alone.cpuSeconds);
    wall.push(traced.wallSeconds / alone.wallSeconds);
    classic.push(traced.cpuSeconds / hooked.cpuSeconds);
  }
  const info = JSON.parse(
    execFileSync(process.execPath, [commandLine, 'info', '--json', trace], { encoding: 'utf8', maxBuffer: 1 << 28 }),
  ) as { counts: { records: number } };
  const bytes = statSync(trace).size;
  rmSync(trace);
  return [
    figureOf(`${workload}: CPU traced ÷ alone`, '×', cpu, targets[workload]!.full),
    figureOf(`${workload}: CPU at the light level ÷ alone`, '×', light, targets[workload]!.light),
    figureOf(`${workload}: wall traced ÷ alone`, '×', wall),
    figureOf(`${workload}: CPU traced ÷ four empty async_hooks`, '×', classic, workload === 'await' ? { target: 0.5 } : {}),
    figureOf(`${workload}: bytes a record`, 'B', [bytes / info.counts.records], {
      target: 6,
      note: `${info.counts.records.toLocaleString('en')} records`,
    }),
  ];
}

export async function benchmark(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-bench-'));
  const figures = Object.keys(targets).flatMap((workload) => ratiosOf(workload, folder));
  rmSync(folder, { recursive: true });
  return figures;
}
