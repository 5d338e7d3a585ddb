// Sampling for tests: a made-up /proc, and what a sampler's segment says when it is read back.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { segmentFrames } from '../../../../src/host/segmentFrames.ts';
import { RecordReader } from '../../../../src/model/wire/readRecords.ts';
import { type SampledSeries, SegmentCounters } from '../../../../src/replay/sampledSeries.ts';
import { recordLog } from '../../../support/recordLog.ts';

export class MadeUpProc {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = join(folder, 'proc');
    mkdirSync(this.folder);
    this.machine(0, 0);
  }

  /** In ticks since the start. */
  machine(busy: number, idle: number): void {
    writeFileSync(join(this.folder, 'stat'), `cpu  ${busy} 0 0 ${idle} 0 0 0 0 0 0\ncpu0 1 2 3\n`);
  }

  thread(pid: number, id: number, name: string, ranNs: number, waitedNs: number): void {
    const folder = join(this.folder, String(pid), 'task', String(id));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'comm'), `${name}\n`);
    writeFileSync(join(folder, 'schedstat'), `${ranNs} ${waitedNs} 7\n`);
  }

  memory(pid: number, kilobytes: number): void {
    mkdirSync(join(this.folder, String(pid)), { recursive: true });
    writeFileSync(join(this.folder, String(pid), 'status'), `Name:\tnode\nVmRSS:\t   ${kilobytes} kB\nThreads:\t1\n`);
  }

  /** A file of /proc that has nothing to tell any more reads as empty. */
  endThread(pid: number, id: number): void {
    const folder = join(this.folder, String(pid), 'task', String(id));
    writeFileSync(join(folder, 'schedstat'), '');
    rmSync(folder, { recursive: true });
  }
}

/** The counters of a segment. */
export function countersOf(path: string): readonly SampledSeries[] {
  const counters = new SegmentCounters();
  const { records } = recordLog();
  const visitor = new Proxy(records, {
    get: (target, name, receiver): unknown => {
      if (name === 'series') return counters.define.bind(counters);
      if (name === 'sample') return counters.sample.bind(counters);
      if (name === 'seriesEnd') return counters.end.bind(counters);
      return Reflect.get(target, name, receiver);
    },
  });
  const reader = new RecordReader();
  for (const { payload } of segmentFrames(path)) reader.read(payload, visitor);
  return counters.series;
}

/** What a series says of a moment; undefined when it says nothing. */
export function valueAt({ fromNs, value, endNs }: Pick<SampledSeries, 'fromNs' | 'value' | 'endNs'>, atNs: number): number | undefined {
  if (atNs >= endNs) return undefined;
  return value[fromNs.findLastIndex((from) => from <= atNs)];
}
