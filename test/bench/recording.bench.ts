// How many records a second one thread can write, mapped and buffered; without the hooks and the clock, which cost more than that.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, figureOf } from './figure.ts';

const preload = join(import.meta.dirname, '../../dist/preload.cjs');
const workload = join(import.meta.dirname, 'workloads/recording.ts');
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

interface Measured {
  /** False where the addon is not built. */
  readonly isAsked: boolean;
  readonly cpuNs: number;
}

function millionsASecond(recording: string, folder: string): number {
  const measured = JSON.parse(execFileSync(process.execPath, [workload, recording, folder, preload], { encoding: 'utf8' })) as Measured;
  return measured.isAsked ? 1000 / measured.cpuNs : Number.NaN;
}

export async function benchmark(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-bench-'));
  const mapped: number[] = [];
  const buffered: number[] = [];
  for (let round = 0; round < rounds; round++) {
    mapped.push(millionsASecond('mapped', folder));
    buffered.push(millionsASecond('buffered', folder));
  }
  rmSync(folder, { recursive: true });
  const ratios = mapped.map((speed, round) => buffered[round]! / speed);
  const held = { target: 40, floor: 240, lessIsBetter: false, note: 'of CPU' };
  return [
    figureOf('recording: mapped', 'M/s', mapped, held),
    figureOf('recording: buffered', 'M/s', buffered, held),
    figureOf('recording: cost of mapped ÷ buffered', '×', ratios),
  ];
}
