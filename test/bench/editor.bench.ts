// What the extension costs in a real VS Code: its package, its activation, and the memory of the extension host with a large trace open.
//
// BENCH_EVENTS: about how many records the trace has, 1,000,000 when not said. BENCH_TRACE: a .ctrace to measure with, instead of recording one.

import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descendantsOf } from '../../src/host/processTree.ts';
import { packExtension } from '../support/vscode/packedExtension.ts';
import { until } from '../support/vscode/until.ts';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import { type Figure, figureOf } from './figure.ts';
import { makeMix } from './workloads/makeMix.ts';

const commandLine = join(import.meta.dirname, '../../dist/cli.cjs');
const events = Number(process.env.BENCH_EVENTS ?? 1e6);
const megabyte = 1e6;

export async function benchmark(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-bench-'));
  const extension = packExtension();
  recordTraces(folder);
  const bench = await openWorkbench(folder, { extension });
  try {
    await showTrace(bench, 'small.ctrace');
    const host = extensionHost(bench);
    await bench.command('View: Close All Editors');
    const before = residentBytes(host);
    await showTrace(bench, 'large.ctrace');
    // Search and statistics index all of it.
    await (await bench.timeline()).getByRole('tab', { name: 'Statistics' }).click();
    await (await bench.timeline()).locator('figure').first().waitFor();
    const during = residentBytes(host);
    await bench.command('View: Close All Editors');
    await until(() => residentBytes(host) < during, 'the end of the reader', 20_000).catch(() => null);
    const activationMs = await readActivation(bench);
    const note = `${(before / megabyte).toFixed(0)} MB before, ${(during / megabyte).toFixed(0)} MB during, ${(residentBytes(host) / megabyte).toFixed(0)} MB after closing`;
    return [
      figureOf('editor: package', 'MB', [statSync(extension).size / megabyte], { target: 3 * 1.048576 }),
      figureOf('editor: activation', 'ms', [activationMs], { target: 50, note: 'as VS Code tells it' }),
      figureOf(`editor: extension host grows by, ${events / 1e6} M events`, 'MB', [(during - before) / megabyte], { note }),
    ];
  } finally {
    await bench.stop();
    rmSync(folder, { recursive: true });
  }
}

function recordTraces(folder: string): void {
  const large = join(folder, 'large.ctrace');
  const { BENCH_TRACE: given } = process.env;
  if (given !== undefined) copyFileSync(given, large);
  else execFileSync(process.execPath, [commandLine, 'run', '--quiet', '--out', large, makeMix(folder), String(events)]);
  writeFileSync(join(folder, 'small.mjs'), 'await null;\n');
  execFileSync(process.execPath, [commandLine, 'run', '--quiet', '--out', join(folder, 'small.ctrace'), join(folder, 'small.mjs')]);
}

async function showTrace(bench: Workbench, name: string): Promise<void> {
  await bench.open(name);
  await (await bench.timeline()).locator('.labels .row').first().waitFor();
}

function extensionHost(bench: Workbench): number {
  const found = descendantsOf(bench.server.pid).find((pid) => commandOf(pid).includes('--type=extensionHost'));
  if (found === undefined) throw new Error('expected an extension host below the server');
  return found;
}

function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

function residentBytes(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (existsSync(file)) return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))![1]) * 1024;
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) * 1024;
}

/** From the list of running extensions. */
async function readActivation(bench: Workbench): Promise<number> {
  const row = bench.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Trace Concurrency' });
  const read = async (): Promise<string | undefined> => {
    await bench.command('Developer: Show Running Extensions');
    return /(\d+)ms/.exec(await row.innerText({ timeout: 5_000 }))?.[1];
  };
  return Number(await until(read, 'the time of activation'));
}
