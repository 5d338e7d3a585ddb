// Counters that a thread tells of itself: how busy its event loop was, how large its heap is; where the host can't look, CPU and memory too.

import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { counterScale } from '../model/counters.ts';
import { type CounterKind, codeOf, counterKinds } from '../model/vocabulary.ts';
import type { Recorder } from './recorder.ts';

// Taken now: the program may replace them.
const utilization: () => { readonly idle: number; readonly active: number } = performance.eventLoopUtilization.bind(performance);
const cpuUsage: typeof process.cpuUsage = process.cpuUsage.bind(process);
const memoryInUse: () => number = process.memoryUsage.rss.bind(process.memoryUsage);

/** Two samples are at least that far apart: what a sample costs is then nothing beside the time between them. */
const everyNs = 100e6;

type Series = readonly [kind: CounterKind, value: (passedNs: number) => number];

/**
 * Asks the runtime for figures that it keeps anyway: no timer, no handle, no observer, nothing that the program could see. Sampling
 * falls together with writing records out, so that an idle thread is not woken for it.
 */
export class LoopCounters {
  readonly #recorder: Recorder;
  readonly #series: readonly Series[];
  #lastNs: number;
  #idleMs = 0;
  #activeMs = 0;
  #cpuMicros = 0;

  constructor(recorder: Recorder, platform: NodeJS.Platform) {
    this.#recorder = recorder;
    this.#lastNs = recorder.clock.time;
    this.#series = [
      ['eventLoop', () => this.#busyPart()],
      ['heap', () => getHeapStatistics().used_heap_size],
      ...(platform === 'linux' || !isMainThread ? [] : this.#ofProcess()),
    ];
    for (const [kind] of this.#series) recorder.begin().series(this.#lastNs, codeOf(counterKinds, kind), 0, 0, '');
  }

  /** On Linux the host sees them from outside, and more often. */
  #ofProcess(): readonly Series[] {
    const { user, system } = cpuUsage();
    this.#cpuMicros = user + system;
    return [
      ['running', (passedNs) => this.#processorsUsed(passedNs)],
      ['memory', memoryInUse],
    ];
  }

  /** Records all of them, if the last time is long enough ago. Leaves the clock's last reading as it was: this is nothing of the program's. */
  sample(): void {
    const { clock } = this.#recorder;
    const { time, ran } = clock;
    const nowNs = clock.read();
    const passedNs = nowNs - this.#lastNs;
    if (passedNs >= everyNs) {
      this.#lastNs = nowNs;
      // No iterator: the program may have replaced what they share.
      for (let place = 0; place < this.#series.length; place++) {
        const value = this.#series[place][1](passedNs);
        this.#recorder.begin().sample(nowNs, place + 1, value);
      }
    }
    clock.time = time;
    clock.ran = ran;
  }

  #busyPart(): number {
    const { idle, active } = utilization();
    const busy = active - this.#activeMs;
    const all = busy + idle - this.#idleMs;
    this.#activeMs = active;
    this.#idleMs = idle;
    return all > 0 ? busy / all / counterScale.part : 0;
  }

  #processorsUsed(passedNs: number): number {
    const { user, system } = cpuUsage();
    const used = user + system - this.#cpuMicros;
    this.#cpuMicros = user + system;
    return (used * 1000) / passedNs / counterScale.part;
  }
}
