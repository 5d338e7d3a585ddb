// The processors of the whole machine, pass by pass: how many were in use, whoever used them.

import { recordedPart } from './partsOfTime.ts';
import { ProcFile } from './procFile.ts';
import type { SeriesLog } from './seriesLog.ts';

interface ProcessorTimes {
  readonly busy: number;
  readonly all: number;
}

export class SampledMachine {
  readonly #stat: ProcFile;
  readonly #cpus: number;
  readonly #log: SeriesLog;
  #last: ProcessorTimes | null;
  #series = 0;

  /** @throws the system's error when it may not be looked at */
  constructor(proc: string, cpus: number, log: SeriesLog) {
    this.#stat = new ProcFile(`${proc}/stat`);
    this.#cpus = cpus;
    this.#log = log;
    this.#last = parseProcessorTimes(this.#stat.read() ?? '');
  }

  sample(): void {
    const now = parseProcessorTimes(this.#stat.read() ?? '');
    const last = this.#last;
    // The system counts in hundredths of a second: a pass may see none of them go by.
    if (now === null || last === null || now.all <= last.all) return;
    this.#last = now;
    if (this.#series === 0) this.#series = this.#log.define('running', 0, 0, '');
    this.#log.set(this.#series, recordedPart(((now.busy - last.busy) / (now.all - last.all)) * this.#cpus));
  }

  close(): void {
    this.#stat.close();
    if (this.#series !== 0) this.#log.end(this.#series);
  }
}

/** `cpu user nice system idle iowait irq softirq steal …`, in ticks since the machine started; null for anything else. */
export function parseProcessorTimes(text: string): ProcessorTimes | null {
  const fields = /^cpu +((?:\d+ ?)+)/.exec(text)?.[1]?.trim().split(' ').map(Number);
  if (fields === undefined || fields.length < 4) return null;
  // Guest time, behind the eighth, is part of user time already.
  const all = fields.slice(0, 8).reduce((sum, ticks) => sum + ticks, 0);
  return { busy: all - fields[3]! - (fields[4] ?? 0), all };
}
