// Turns of the event loop: finds those that held it up.

import { codeOf, spanKinds } from '../model/vocabulary.ts';
import type { Recorder } from './recorder.ts';

/** A callback, with the microtasks after it, that runs longer than this is a stall. */
const stallNs = 50e6;
const stall: number = codeOf(spanKinds, 'stall');

export class Turns {
  readonly #recorder: Recorder;
  /** 0 while the main script runs: that is no turn of the loop. */
  #start = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** A turn begins at `time`; the one before it did nothing that was seen after `lastSeen`. */
  begin(lastSeen: number, time: number): void {
    const start = this.#start;
    this.#start = time;
    if (start === 0 || lastSeen - start <= stallNs) return;
    this.#recorder.begin().span(time, stall, time - start, lastSeen - start, '');
  }
}
