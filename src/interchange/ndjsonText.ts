// The JSON text of a trace's ids, names, places and times; what repeats is made once.

import { sequenceOfEvent, type Trace, threadOfEvent } from '../model/trace.ts';

export class NdjsonText {
  readonly #trace: Trace;
  readonly #strings: string[] = [];
  readonly #sources: string[] = ['null'];
  readonly #lanes: readonly string[];

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#lanes = trace.threads.map((thread) => `"l${thread.lane}"`);
  }

  string(index: number): string {
    this.#strings[index] ??= JSON.stringify(this.#trace.strings[index]);
    return this.#strings[index];
  }

  source(index: number): string {
    this.#sources[index] ??= this.#place(index);
    return this.#sources[index];
  }

  #place(index: number): string {
    const { file, line, column } = this.#trace.sources;
    return `{"file":${this.string(file[index]!)},"line":${line[index]},"column":${column[index]}}`;
  }

  /** Integer nanoseconds; null when not known. */
  time(ns: number): string {
    return Number.isFinite(ns) ? String(Math.round(ns)) : 'null';
  }

  task(index: number): string {
    return index < 0 ? 'null' : `"t${index}"`;
  }

  threadLane(thread: number): string {
    return this.#lanes[thread]!;
  }

  laneOfEvent(event: number): string {
    return this.#lanes[threadOfEvent(this.#trace, event)]!;
  }

  sequence(event: number): number {
    return sequenceOfEvent(this.#trace, event);
  }

  /** `<thread lane id>:<number in its thread>`. */
  event(event: number): string {
    if (event < 0) return 'null';
    const thread = threadOfEvent(this.#trace, event);
    return `${this.#lanes[thread]!.slice(0, -1)}:${event - this.#trace.threads[thread]!.firstEvent + 1}"`;
  }
}
