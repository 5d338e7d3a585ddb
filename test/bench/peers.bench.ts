// What other tracers cost on the same work: clinic bubbleprof on awaits, OpenTelemetry and dd-trace on an HTTP server.
//
// What a tool costs to start is left out: a round's cost is that of a run with many less that of a run with one.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './cpuTime.ts';
import { type Figure, figureOf } from './figure.ts';

const root = join(import.meta.dirname, '../..');
const peers = join(import.meta.dirname, 'peers');
const workload = (name: string): string => join(import.meta.dirname, 'workloads', `${name}.mjs`);
const repetitions = Number(process.env.BENCH_ROUNDS ?? 5);

/** The client opens this many sockets, each of which asks once. */
const fewestRequests = 32;

interface Tool {
  readonly command: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** So many that starting is little beside them. */
  readonly rounds: number;
}

/** CPU seconds of one round. */
function costOfRound({ command, environment = {}, rounds }: Tool, fewest: number): number {
  const cpuOf = (count: number): number => measure(command, { ...environment, ROUNDS: String(count) }).cpuSeconds;
  return (cpuOf(rounds + fewest) - cpuOf(fewest)) / rounds;
}

/** By tool, the cost of a round in each repetition; the tools take turns. */
function costs<Name extends string>(tools: Readonly<Record<Name, Tool>>, fewest: number): Readonly<Record<Name, readonly number[]>> {
  const names = Object.keys(tools) as Name[];
  const all = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let repetition = 0; repetition < repetitions; repetition++)
    for (const name of names) all[name].push(costOfRound(tools[name], fewest));
  return all;
}

function onAwaits(folder: string, environment: NodeJS.ProcessEnv): readonly Figure[] {
  const program = workload('await');
  const { alone, ours, bubbleprof } = costs(
    {
      alone: { command: [process.execPath, program], rounds: 2_000_000 },
      ours: { command: traced(folder, program), rounds: 1_000_000 },
      bubbleprof: {
        command: [process.execPath, join(peers, 'bubbleprof.mjs'), join(folder, 'clinic'), program],
        environment,
        rounds: 3_000,
      },
    },
    1,
  );
  return [
    figureOf(
      'peers/await: bubbleprof’s cost ÷ ours',
      '×',
      alone.map((plain, at) => (bubbleprof[at]! - plain) / (ours[at]! - plain)),
      { target: 200, lessIsBetter: false },
    ),
  ];
}

async function onHttp(folder: string, environment: NodeJS.ProcessEnv): Promise<readonly Figure[]> {
  const program = workload('http');
  const agent = spawn(process.execPath, [join(peers, 'agent.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(agent.stdout, 'data')) as [Buffer];
  const preloading = (file: string): readonly string[] => [process.execPath, '--require', join(peers, file), program];
  const rounds = 30_000;
  const datadog = {
    DD_AGENT_HOST: '127.0.0.1',
    DD_TRACE_AGENT_PORT: String(port).trim(),
    DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
    DD_REMOTE_CONFIGURATION_ENABLED: 'false',
  };
  const found = costs(
    {
      alone: { command: [process.execPath, program], rounds },
      ours: { command: traced(folder, program), rounds },
      OpenTelemetry: { command: preloading('openTelemetry.cjs'), environment, rounds },
      'dd-trace': { command: preloading('datadog.cjs'), environment: { ...environment, ...datadog }, rounds },
    },
    fewestRequests,
  );
  agent.stdin.end();
  const { alone, ours, ...others } = found;
  const toAlone = (name: keyof typeof found): Figure =>
    figureOf(
      `peers/http: CPU of ${name} ÷ alone`,
      '×',
      found[name].map((cost, at) => cost / alone[at]!),
    );
  const cheapest = ours.map((cost, at) => cost / Math.min(...Object.values(others).map((costsOfOther) => costsOfOther[at]!)));
  return [
    ...(['ours', 'OpenTelemetry', 'dd-trace'] as const).map(toAlone),
    figureOf('peers/http: ours ÷ the cheapest of them', '×', cheapest, { target: 1 }),
  ];
}

function traced(folder: string, program: string): readonly string[] {
  return [process.execPath, join(root, 'dist/cli.cjs'), 'run', '--quiet', '--out', join(folder, 'run.ctrace'), program];
}

export async function benchmark(): Promise<readonly Figure[]> {
  const environment = { PEERS: execFileSync(process.execPath, [join(root, 'scripts/ensurePeers.mjs')], { encoding: 'utf8' }) };
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-peers-'));
  try {
    return [...onAwaits(folder, environment), ...(await onHttp(folder, environment))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
