// The sampler's segment: series defined and sampled pass by pass, one frame a pass; what has not changed is not written again.

import { closeSync, openSync, writeSync } from 'node:fs';
import type { SamplerEnd, SamplerHeader } from '../../model/machine.ts';
import { segmentHeader, writeFrameHeader } from '../../model/segment.ts';
import { type CounterKind, codeOf, counterKinds } from '../../model/vocabulary.ts';
import { longestFixedRecord, RecordWriter } from '../../model/wire/recordWriter.ts';

interface Series {
  readonly isRate: boolean;
  /** As last written; −1 before. */
  value: number;
  /** There were passes since in which it stayed the same. */
  isHeld: boolean;
}

const firstBytes = 4096;

/**
 * In a pass: `define` what is new, `set` what is known, `end` what is gone; then `commit` with the time of the pass.
 * Times of passes only grow. @throws the system's error when the file can't be written
 */
export class SeriesLog {
  readonly #file: number;
  readonly #writer = new RecordWriter(firstBytes);
  /** By id. */
  readonly #series: Series[] = [];
  #defined: { readonly kind: CounterKind; readonly pid: number; readonly osThread: number; readonly name: string }[] = [];
  #set: { readonly id: number; readonly value: number }[] = [];
  #ended: number[] = [];
  #lastNs: number;

  constructor(path: string, header: SamplerHeader) {
    this.#file = openSync(path, 'ax', 0o600);
    this.#lastNs = header.startNs;
    writeSync(this.#file, segmentHeader());
    this.#begin(firstBytes / 2);
    this.#writer.sampler(JSON.stringify(header));
    this.#write();
  }

  /** @returns its id; what is set in this pass holds from the last one on, or is what is found now */
  define(kind: CounterKind, pid: number, osThread: number, name: string): number {
    this.#defined.push({ kind, pid, osThread, name });
    return this.#series.push({ isRate: kind !== 'memory' && kind !== 'heap', value: -1, isHeld: false });
  }

  /** In recorded units: of a rate the mean since the last pass, else what is found now. */
  set(id: number, value: number): void {
    this.#set.push({ id, value });
  }

  /** Nothing was known of it any more in this pass. */
  end(id: number): void {
    this.#ended.push(id);
  }

  commit(timeNs: number): void {
    const changed = this.#set.filter(({ id, value }) => this.#changes(id, value));
    // What held up to the last pass is told first: times never decrease.
    for (const { id } of changed) this.#tellHeld(id);
    for (const id of this.#ended) this.#begin().seriesEnd(this.#lastNs, id);
    for (const { kind, pid, osThread, name } of this.#defined)
      this.#begin(name.length * 3).series(this.#lastNs, codeOf(counterKinds, kind), pid, osThread, name);
    for (const { id, value } of changed) {
      this.#series[id - 1]!.value = value;
      this.#begin().sample(timeNs, id, value);
    }
    this.#lastNs = timeNs;
    this.#defined = [];
    this.#set = [];
    this.#ended = [];
    this.#write();
  }

  #changes(id: number, value: number): boolean {
    const series = this.#series[id - 1]!;
    if (series.value !== value) return true;
    series.isHeld = true;
    return false;
  }

  #tellHeld(id: number): void {
    const series = this.#series[id - 1]!;
    if (series.isHeld && series.isRate) this.#begin().sample(this.#lastNs, id, series.value);
    series.isHeld = false;
  }

  close(end: SamplerEnd): void {
    try {
      this.#begin(firstBytes / 2).samplerEnd(this.#lastNs, JSON.stringify(end));
      this.#write();
    } finally {
      closeSync(this.#file);
    }
  }

  #begin(textBytes = 0): RecordWriter {
    const { output } = this.#writer;
    if (output.length + textBytes + longestFixedRecord > output.bytes.length) {
      const larger = new Uint8Array((output.bytes.length + textBytes) * 2);
      output.moveFrame(larger, larger.length);
    }
    return this.#writer;
  }

  #write(): void {
    const { output } = this.#writer;
    if (output.isEmpty) return;
    writeFrameHeader(output.bytes, 0, output.payload.length, output.count);
    writeSync(this.#file, output.bytes, 0, output.length);
    output.beginFrame(0, output.bytes.length);
  }
}
