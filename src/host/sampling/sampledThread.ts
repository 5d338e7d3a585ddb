// One operating-system thread in the sampler's segment.

import { OsThread, type ThreadTimes } from './osThread.ts';
import { type Parts, partsOf, recordedPart } from './partsOfTime.ts';
import type { SeriesLog } from './seriesLog.ts';

export class SampledThread {
  readonly #thread: OsThread;
  readonly #pid: number;
  readonly #log: SeriesLog;
  #last: ThreadTimes;
  #aheadNs = 0;
  #wasActive = true;
  /** Ids of its series, once there are samples: by then it bears the name that it gives itself. */
  #series: { readonly running: number; readonly runnable: number } | null = null;

  private constructor(thread: OsThread, pid: number, log: SeriesLog, times: ThreadTimes) {
    this.#thread = thread;
    this.#pid = pid;
    this.#log = log;
    this.#last = times;
  }

  /**
   * @param folder - `/proc/<pid>/task/<id>`
   * @returns null when it has come and gone; @throws the system's error when it may not be looked at
   */
  static open(folder: string, pid: number, log: SeriesLog): SampledThread | null {
    try {
      const thread = new OsThread(folder);
      const times = thread.times();
      if (times !== null) return new SampledThread(thread, pid, log, times);
      thread.close();
      return null;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ESRCH') return null;
      throw error;
    }
  }

  /** What it has done since it began. */
  get times(): ThreadTimes {
    return this.#last;
  }

  /** Samples the time since the last pass, when it was opened or sampled; null when the thread has ended. */
  sample(passedNs: number): Parts | null {
    const now = this.#thread.times();
    if (now === null) return null;
    const ranNs = now.runNs - this.#last.runNs;
    const waitedNs = now.waitNs - this.#last.waitNs;
    const isActive = ranNs + waitedNs > 0;
    // One that has slept for long is not asked: it would be most of the work.
    const wantsProcessor = (): boolean => (isActive || this.#wasActive) && this.#thread.wantsProcessor();
    const parts = partsOf(ranNs, waitedNs, passedNs, this.#aheadNs, wantsProcessor);
    this.#last = now;
    this.#aheadNs = parts.aheadNs;
    this.#wasActive = isActive || parts.aheadNs > 0;
    this.#series ??= this.#define();
    this.#log.set(this.#series.running, recordedPart(parts.running));
    this.#log.set(this.#series.runnable, recordedPart(parts.runnable));
    return parts;
  }

  #define(): { readonly running: number; readonly runnable: number } {
    const name = this.#thread.readName();
    const { id } = this.#thread;
    return { running: this.#log.define('running', this.#pid, id, name), runnable: this.#log.define('runnable', this.#pid, id, name) };
  }

  close(): void {
    this.#thread.close();
    if (this.#series === null) return;
    this.#log.end(this.#series.running);
    this.#log.end(this.#series.runnable);
  }
}
