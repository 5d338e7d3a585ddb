// The sampler: the host looks at the run's processes again and again, from outside, and writes down what the operating system tells of them.

import { join } from 'node:path';
import { segmentFileName } from '../../model/launch.ts';
import { listSegments } from '../runFolder.ts';
import { SampledMachine } from './sampledMachine.ts';
import { SampledProcess } from './sampledProcess.ts';
import { SeriesLog } from './seriesLog.ts';

export interface Sampling {
  /** The folder of the run. */
  readonly folder: string;
  readonly run: string;
  /** `process.hrtime` of the run's start, in nanoseconds. */
  readonly origin: bigint;
  /** Logical processors of the machine. */
  readonly cpus: number;
  /** `/proc`. */
  readonly proc: string;
}

const everyMs = 50;
/** The first processes are there about so soon. */
const firstMs = 20;
/** However dear a pass is, sampling takes no more than this part of one processor, until a pass comes every second. */
const mostPart = 1 / 50;
const longestMs = 1000;

/** Samples until it is stopped. Holds nothing open, and throws nothing: a run goes on without it. */
export function startSampling(sampling: Sampling): { stop(): void } {
  try {
    return new Sampler(sampling);
  } catch {
    return { stop: () => undefined };
  }
}

class Sampler {
  readonly #sampling: Sampling;
  readonly #log: SeriesLog;
  readonly #machine: SampledMachine;
  readonly #processes = new Map<number, SampledProcess>();
  /** Those that have ended, and those that can't be looked at. */
  readonly #past = new Set<number>();
  #timer: NodeJS.Timeout;
  #lastNs: number;
  #costNs = 0;
  #passes = 0;
  #unsampledThreads = 0;

  constructor(sampling: Sampling) {
    this.#sampling = sampling;
    this.#lastNs = this.#now();
    const { run, folder, proc, cpus } = sampling;
    // No process has the number 0: the segment is that of nobody.
    this.#log = new SeriesLog(join(folder, segmentFileName({ pid: 0, startNs: this.#lastNs, threadId: 0, chapter: 0 })), {
      run,
      startNs: this.#lastNs,
      everyMs,
    });
    this.#machine = new SampledMachine(proc, cpus, this.#log);
    this.#timer = setTimeout(() => this.#pass(), firstMs).unref();
  }

  #now(): number {
    return Number(process.hrtime.bigint() - this.#sampling.origin);
  }

  #pass(): void {
    const before = process.cpuUsage();
    try {
      this.#sample(this.#now());
    } catch {
      // The disk is full, or the folder gone: what has been sampled is there.
      return;
    }
    // Not what passed meanwhile: on a machine that is busy that is long, and samples are of most worth.
    const { user, system } = process.cpuUsage(before);
    const costNs = (user + system) * 1000;
    this.#costNs += costNs;
    this.#passes++;
    const restMs = Math.min(longestMs, Math.max(everyMs, costNs / 1e6 / mostPart));
    this.#timer = setTimeout(() => this.#pass(), restMs).unref();
  }

  #sample(nowNs: number): void {
    const passedNs = nowNs - this.#lastNs;
    this.#machine.sample();
    for (const [pid, process] of this.#processes) {
      if (process.sample(passedNs)) continue;
      this.#processes.delete(pid);
      this.#past.add(pid);
      this.#unsampledThreads += process.refused.size;
    }
    this.#findProcesses();
    this.#log.commit(nowNs);
    this.#lastNs = nowNs;
  }

  /** A traced process has a segment in the folder as soon as it runs. */
  #findProcesses(): void {
    const pids = new Set(listSegments(this.#sampling.folder).map(({ pid }) => pid));
    for (const pid of pids) {
      if (pid === 0 || this.#processes.has(pid) || this.#past.has(pid)) continue;
      try {
        this.#processes.set(pid, new SampledProcess(this.#sampling.proc, pid, this.#log));
      } catch {
        // It has ended already, or its number here is another.
        this.#past.add(pid);
      }
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    try {
      this.#sample(this.#now());
      for (const process of this.#processes.values()) {
        this.#unsampledThreads += process.refused.size;
        process.close();
      }
      this.#machine.close();
      this.#log.commit(this.#lastNs);
      this.#log.close({ passes: this.#passes, costNs: this.#costNs, unsampledThreads: this.#unsampledThreads });
    } catch {
      // As in a pass.
    }
  }
}
