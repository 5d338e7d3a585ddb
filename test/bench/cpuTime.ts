// The CPU time of a command and of all that it started.

import { spawnSync } from 'node:child_process';

export interface Cost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** User and system time of a command and of all it waited for, by the shell's own `times`. @throws Error with its stderr when it fails */
export function measure(command: readonly string[], environment: NodeJS.ProcessEnv = {}): Cost {
  const started = performance.now();
  const run = spawnSync('sh', ['-c', '"$@" >/dev/null || exit 9; times', 'sh', ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  const wallSeconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`${command.join(' ')} failed: ${run.stderr}`);
  const children = run.stdout.trim().split('\n').at(-1)!;
  const cpuSeconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, match) => sum + Number(match[1]) * 60 + Number(match[2]), 0);
  return { cpuSeconds, wallSeconds };
}
