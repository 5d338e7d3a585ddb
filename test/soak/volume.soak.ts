// Fifty million records in one run: neither the program nor its memory may grow with what has been recorded, and the trace can be read.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, type Finding, median, type Watched, watchRun, workloads } from './soak.ts';

const records = Number(process.env.SOAK_RECORDS ?? 50e6);
/** Of a call of the workload. */
const recordsACall = 8;
/** Between the first and the last quarter of the run. The machine's own noise is below that. */
const mostSlowdown = 1.25;
const mostGrowthMb = 30;
/** To sum up the whole run. */
const mostInfoMb = 1500;

interface Report {
  readonly calls: number;
  readonly cpuMs: number;
  readonly rssMb: number;
}

function describeRun(run: Watched): readonly Finding[] {
  const reports = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
  const costs = reports.slice(1).map((report, at) => report.cpuMs - reports[at]!.cpuMs);
  const quarter = costs.length >> 2;
  const first = median(costs.slice(0, quarter));
  const last = median(costs.slice(-quarter));
  const perMillion = (ms: number): string => `${((ms / (0.1 * recordsACall)) | 0).toString()} ms`;
  // The first tenth is the program's own start: code that is compiled, a heap that finds its size.
  const settled = reports.slice(Math.floor(reports.length / 10)).map(({ rssMb }) => rssMb);
  const growth = median(settled.slice(-quarter)) - median(settled.slice(0, quarter));
  return [
    {
      text: `program: CPU a million records, first quarter ${perMillion(first)}, last ${perMillion(last)}, ${(last / first).toFixed(2)} ×`,
      isKept: last / first <= mostSlowdown,
    },
    {
      text: `program: memory ${settled[0]!.toFixed(0)} MB after a tenth, ${settled.at(-1)!.toFixed(0)} MB at the end, trend ${growth.toFixed(1)} MB`,
      isKept: growth <= mostGrowthMb,
    },
    { text: `launcher: at most ${run.peakMb.toFixed(0)} MB, packing included`, isKept: run.peakMb < 200 },
  ];
}

/**
 * The workload as no run has seen it: the transformer is loaded into the program's heap, as at the first run after each
 * edit, and all that the tracer holds is old by the time the records begin.
 */
function writeUnseen(folder: string, recording: string): string {
  const program = join(folder, `${recording}.mjs`);
  writeFileSync(program, `${readFileSync(join(workloads, 'awaits.mjs'), 'utf8')}\n// ${program}\n`);
  return program;
}

export async function* soak(): AsyncGenerator<Finding, void> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-soak-'));
  const trace = join(folder, 'run.ctrace');
  const calls = String(Math.ceil(records / recordsACall));
  try {
    for (const recording of ['mapped', 'buffered']) {
      const options = ['run', '--quiet', '--recording', recording, '--out', trace];
      const run = await watchRun(process.execPath, [commandLine, ...options, writeUnseen(folder, recording), calls]);
      yield {
        text: `${recording}: ${(records / 1e6).toFixed(0)} M records, ${(statSync(trace).size / 1e6).toFixed(0)} MB`,
        isKept: run.code === 0,
      };
      yield* describeRun(run);
    }
    const started = performance.now();
    const info = await watchRun(process.execPath, [commandLine, 'info', '--json', trace]);
    const counts = info.code === 0 ? (JSON.parse(info.stdout) as { counts: { records: number }; lost: number }) : null;
    const seconds = (performance.now() - started) / 1000;
    yield {
      text: `info: ${counts === null ? `ended with ${info.code ?? info.signal}` : `${(counts.counts.records / 1e6).toFixed(1)} M records, ${counts.lost} lost`}, ${seconds.toFixed(0)} s, at most ${info.peakMb.toFixed(0)} MB`,
      isKept: counts !== null && counts.counts.records >= records && counts.lost === 0 && info.peakMb <= mostInfoMb,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
