// What the operating system says of real programs: who ran, who slept, who could have run, and what libuv's pool had to do.

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.ts';
import { commandLine, exportLines, type Line, run, runTraced } from './support/runs.ts';

const isSampled = existsSync('/proc/self/schedstat');

/** A time on the timeline. */
interface Span {
  readonly startNs: number;
  readonly endNs: number;
}

const always: Span = { startNs: 0, endNs: Number.POSITIVE_INFINITY };

/** The mean of a lane's counter over the part of a time in which it is known. */
function meanOf(lines: readonly Line[], lane: string, kind: string, within: Span = always): number {
  const ids = lines.filter((line) => line.type === 'lane' && line.name === lane).map((line) => line.id);
  let sum = 0;
  let time = 0;
  for (const line of lines) {
    if (line.type !== 'counter' || line.kind !== kind || !ids.includes(line.lane)) continue;
    const length = Math.min(within.endNs, line.endNs as number) - Math.max(within.startNs, line.startNs as number);
    if (length <= 0) continue;
    sum += (line.value as number) * length;
    time += length;
  }
  return sum / time;
}

/** While the thread's program ran: its longest slice, less its beginning and its end, which share samples with what was around them. */
function bodyOf(lines: readonly Line[], thread: string): Span {
  const id = lines.find((line) => line.type === 'lane' && line.kind === 'thread' && line.name === thread)?.id;
  const slices = lines.filter((line) => line.type === 'slice' && line.thread === id) as unknown as readonly Span[];
  const longest = slices.reduce((best, slice) => (slice.endNs - slice.startNs > best.endNs - best.startNs ? slice : best));
  return { startNs: longest.startNs + 500e6, endNs: longest.endNs - 500e6 };
}

function mostOf(lines: readonly Line[], lane: string, kind: string): number {
  const ids = lines.filter((line) => line.type === 'lane' && line.name === lane).map((line) => line.id);
  return Math.max(0, ...lines.flatMap((line) => (line.kind === kind && ids.includes(line.lane) ? [line.value as number] : [])));
}

describe.runIf(isSampled).each(nodes)('the machine under a program on Node $version', ({ path }) => {
  it('saw a computing thread want a processor, and a sleeping one not', async () => {
    const lines = await exportLines((await runTraced(['machine/threads.mjs'], { node: path })).trace);
    // On a machine that others use too, what a thread that computes does not get is what it waits for.
    const wanted = (thread: string, within = always): number => {
      return meanOf(lines, `${thread} · CPU`, 'running', within) + meanOf(lines, `${thread} · CPU`, 'runnable', within);
    };
    expect(wanted('computing', bodyOf(lines, 'computing'))).toBeGreaterThan(0.9);
    expect(meanOf(lines, 'computing · CPU', 'running')).toBeGreaterThan(0);
    expect(wanted('sleeping')).toBeLessThan(0.5);
    expect(mostOf(lines, 'memory', 'memory')).toBeGreaterThan(10e6);
  });

  it('saw threads that could have run, had there been a processor', async () => {
    const lines = await exportLines((await runTraced(['machine/crowd.mjs'], { node: path })).trace);
    expect(mostOf(lines, 'CPU', 'runnable')).toBeGreaterThan(0.5);
  });

  it('saw eight keys fill a pool of four threads, and four of them queue', async () => {
    const { trace } = await runTraced(['machine/pool.mjs'], { node: path });
    const lines = await exportLines(trace);
    expect([mostOf(lines, 'libuv pool', 'poolBusy'), mostOf(lines, 'libuv pool', 'poolQueued')]).toEqual([4, 4]);
    for (let thread = 1; thread <= 4; thread++) {
      const lane = `libuv-worker ${thread}`;
      expect(meanOf(lines, lane, 'running') + meanOf(lines, lane, 'runnable')).toBeGreaterThan(0.3);
    }
  });

  it('takes the size of the pool from the environment, and names what the process runs on', async () => {
    const { trace } = await runTraced(['machine/pool.mjs'], { node: path, env: { ...process.env, UV_THREADPOOL_SIZE: '8' } });
    const lines = await exportLines(trace);
    expect([mostOf(lines, 'libuv pool', 'poolBusy'), mostOf(lines, 'libuv pool', 'poolQueued')]).toEqual([8, 0]);
    const info = JSON.parse((await run(process.execPath, [commandLine, 'info', trace, '--json'])).stdout) as Record<string, unknown>;
    const version = (await run(path, ['-p', 'JSON.stringify([process.versions.node, process.versions.v8, process.versions.uv])'])).stdout;
    const [node, v8, uv] = JSON.parse(version) as string[];
    expect(info.processes).toEqual([{ pid: expect.any(Number), node, v8, uv, threadPoolSize: 8 }]);
    expect(info.machines).toEqual([expect.objectContaining({ availableParallelism: expect.any(Number), cpus: expect.any(Number) })]);
    expect(info.sampler).toEqual({ everyMs: 50, end: { passes: expect.any(Number), costNs: expect.any(Number), unsampledThreads: 0 } });
  });
});
