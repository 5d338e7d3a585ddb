// How true a record's time is: the program reads the clock beside each of its points, and the trace's times are held against these readings.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRun } from '../../src/model/recordedRun.ts';
import { codeOf, spanKinds } from '../../src/model/vocabulary.ts';
import { RecordReader } from '../../src/model/wire/readRecords.ts';
import type { Records } from '../../src/model/wire/records.ts';
import { type Figure, figureOf } from './figure.ts';

const root = join(import.meta.dirname, '../..');
const program = join(import.meta.dirname, 'workloads/clock.mjs');
const pointNames = ['enter', 'suspend', 'resume', 'exit', 'reaction', 'timer', 'deep', 'high'] as const;
const targetNs = 50_000;

/** What the program read; `times` are nanoseconds after `origin`, a `process.hrtime`. */
interface Readings {
  readonly origin: readonly [seconds: number, nanoseconds: number];
  readonly times: readonly number[];
  readonly points: readonly number[];
}

interface Interval {
  readonly startNs: number;
  readonly endNs: number;
}

/** The recorded points in their order, and the collections. */
interface Recorded {
  readonly times: readonly number[];
  readonly points: readonly number[];
  readonly collections: readonly Interval[];
}

export async function benchmark(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-concurrency-clock-'));
  const trace = join(folder, 'run.ctrace');
  const file = join(folder, 'readings.json');
  const command = [join(root, 'dist/cli.cjs'), 'run', '--quiet', '--out', trace, program];
  execFileSync(process.execPath, command, { env: { ...process.env, READINGS: file } });
  const figures = compare(JSON.parse(readFileSync(file, 'utf8')) as Readings, readTrace(readFileSync(trace)));
  rmSync(folder, { recursive: true });
  return figures;
}

function compare(readings: Readings, recorded: Recorded & { readonly originNs: bigint }): readonly Figure[] {
  const [seconds, nanoseconds] = readings.origin;
  const offset = Number(BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds) - recorded.originNs);
  if (readings.points.some((point, index) => point !== recorded.points[index]))
    throw new Error('the trace has other points than the program');
  const pairs = readings.points.map((point, index) => {
    const read = readings.times[index]! + offset;
    const told = recorded.times[index]!;
    return { point, errorNs: Math.abs(read - told), startNs: Math.min(read, told), endNs: Math.max(read, told) };
  });
  const figures = pointNames.flatMap((name, point) =>
    figuresOf(
      name,
      pairs.filter((pair) => pair.point === point).map(({ errorNs }) => errorNs),
    ),
  );
  const far = pairs.filter(({ errorNs }) => errorNs > targetNs);
  const collected = far.filter((pair) => recorded.collections.some(({ startNs, endNs }) => startNs < pair.endNs && endNs > pair.startNs));
  const note = `${far.length} of ${pairs.length}; a collection lies between in ${collected.length}`;
  return [...figures, figureOf('clock: further away than 50 µs', 'of 10⁶', [(far.length / pairs.length) * 1e6], { note })];
}

/** Of the time between the program's own reading and the record's: that includes the reading itself and, at a callback, Node's way to it. */
function figuresOf(name: string, errorsNs: readonly number[]): readonly Figure[] {
  const sorted = errorsNs.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! / 1e3;
  const note = `p50 ${at(0.5).toFixed(2)}, p99.9 ${at(0.999).toFixed(1)}, most ${at(1).toFixed(1)} µs of ${sorted.length}`;
  return [figureOf(`clock: ${name}, p99`, 'µs', [at(0.99)], { target: targetNs / 1e3, note })];
}

function readTrace(bytes: Uint8Array): Recorded & { readonly originNs: bigint } {
  const { manifest, threads } = readRun(bytes);
  const recorded = { times: [] as number[], points: [] as number[], collections: [] as Interval[] };
  const reader = new RecordReader();
  const records = pointsOf(recorded);
  for (const { payload } of threads[0]!.frames) reader.read(payload, records);
  return { ...recorded, originNs: BigInt(manifest.origin) };
}

/** Hears of a thread's records and keeps the points between the marks `begin` and `end`. */
function pointsOf(recorded: { readonly times: number[]; readonly points: number[]; readonly collections: Interval[] }): Records {
  const strings = [''];
  const sites = [''];
  const steps = new Set<number>();
  const timers = new Set<number>();
  /** The outermost of a descent, while there is one. */
  let outermost = 0;
  let task = 1;
  let isMeasured = false;
  const add = (time: number, point: (typeof pointNames)[number]): void => {
    if (!isMeasured) return;
    recorded.times.push(time);
    recorded.points.push(pointNames.indexOf(point));
  };
  const heard: Partial<Records> = {
    string: (text) => void strings.push(text),
    sourceFile: (_path, ofFile) => void sites.push(...ofFile.map(({ name }) => name)),
    mark: (_time, _kind, text) => {
      if (text === 'begin' || text === 'end') isMeasured = text === 'begin';
    },
    enter: (time, site) => {
      task++;
      if (sites[site] === 'down' && outermost === 0) outermost = task;
      if (sites[site] !== 'step') return;
      steps.add(task);
      add(time, 'enter');
    },
    suspend: (time, of) => {
      if (of === outermost) add(time, 'deep');
      if (steps.has(of)) add(time, 'suspend');
    },
    resume: (time, of) => steps.has(of) && add(time, 'resume'),
    exit: (time, of) => {
      if (of === outermost) {
        add(time, 'high');
        outermost = 0;
      }
      if (steps.has(of)) add(time, 'exit');
    },
    reactionStart: (time) => add(time, 'reaction'),
    asyncInit: (_time, asyncId, type) => strings[type] === 'Timeout' && timers.add(asyncId),
    asyncBefore: (time, asyncId) => timers.has(asyncId) && add(time, 'timer'),
    span: (time, kind, startedAgo, duration) => {
      if (kind === codeOf(spanKinds, 'gc')) recorded.collections.push({ startNs: time - startedAgo, endNs: time - startedAgo + duration });
    },
  };
  return new Proxy(heard as Records, { get: (target, name) => Reflect.get(target, name) ?? (() => {}) });
}
