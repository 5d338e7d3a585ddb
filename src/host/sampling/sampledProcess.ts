// One process of the run, pass by pass: the states of its threads, the processors it uses, its memory.

import { readdirSync } from 'node:fs';
import { recordedPart } from './partsOfTime.ts';
import { ProcFile } from './procFile.ts';
import { SampledThread } from './sampledThread.ts';
import type { SeriesLog } from './seriesLog.ts';

/** Of a process with more threads than this only the first are sampled: each costs a descriptor and a reading. */
const mostThreads = 256;
/** Its memory is looked at every so many passes: it changes slowly, and the system counts long for it. */
const memoryEvery = 4;

interface OwnSeries {
  readonly running: number;
  readonly runnable: number;
  readonly memory: number;
}

export class SampledProcess {
  /** Threads that the system refused to tell of, or that were too many. */
  readonly refused: Set<number> = new Set();
  readonly #pid: number;
  readonly #folder: string;
  readonly #log: SeriesLog;
  readonly #status: ProcFile;
  readonly #threads = new Map<number, SampledThread>();
  /** Ids of its own series, once there are samples. */
  #series: OwnSeries | null = null;
  #passes = 0;

  /**
   * @param proc - `/proc`
   * @throws the system's error when it has ended, or may not be looked at
   */
  constructor(proc: string, pid: number, log: SeriesLog) {
    this.#pid = pid;
    this.#folder = `${proc}/${pid}`;
    this.#log = log;
    this.#status = new ProcFile(`${this.#folder}/status`);
    this.#findThreads();
  }

  /** Samples the time since the last pass. @returns false when the process has ended: it is closed then */
  sample(passedNs: number): boolean {
    let running = 0;
    let runnable = 0;
    for (const [id, thread] of this.#threads) {
      const parts = thread.sample(passedNs);
      if (parts === null) {
        thread.close();
        this.#threads.delete(id);
        continue;
      }
      running += parts.running;
      runnable += parts.runnable;
    }
    for (const { times } of this.#findThreads()) {
      running += times.runNs / passedNs;
      runnable += times.waitNs / passedNs;
    }
    if (this.#threads.size === 0) {
      this.close();
      return false;
    }
    this.#series ??= this.#define();
    this.#log.set(this.#series.running, recordedPart(running));
    this.#log.set(this.#series.runnable, recordedPart(runnable));
    if (this.#passes++ % memoryEvery === 0) this.#sampleMemory(this.#series.memory);
    return true;
  }

  #define(): OwnSeries {
    const define = (kind: 'running' | 'runnable' | 'memory'): number => this.#log.define(kind, this.#pid, 0, '');
    return { running: define('running'), runnable: define('runnable'), memory: define('memory') };
  }

  /** Opens the threads that have begun since the last pass. */
  #findThreads(): readonly SampledThread[] {
    const young: SampledThread[] = [];
    for (const id of this.#threadIds()) {
      if (this.#threads.has(id) || this.refused.has(id)) continue;
      const thread = this.#open(id);
      if (thread === null) continue;
      this.#threads.set(id, thread);
      young.push(thread);
    }
    return young;
  }

  #threadIds(): readonly number[] {
    try {
      return readdirSync(`${this.#folder}/task`).map(Number);
    } catch {
      return [];
    }
  }

  #open(id: number): SampledThread | null {
    try {
      if (this.#threads.size < mostThreads) return SampledThread.open(`${this.#folder}/task/${id}`, this.#pid, this.#log);
    } catch {
      // Not ours to look at.
    }
    this.refused.add(id);
    return null;
  }

  #sampleMemory(series: number): void {
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(this.#status.read() ?? '');
    if (resident !== null) this.#log.set(series, Number(resident[1]) * 1024);
  }

  close(): void {
    for (const thread of this.#threads.values()) thread.close();
    this.#threads.clear();
    this.#status.close();
    for (const id of Object.values(this.#series ?? {})) this.#log.end(id);
  }
}
