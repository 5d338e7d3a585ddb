// A counter's steps with what is needed to see them from afar: the least, the most and the mean of any time, however many steps it holds.

import type { Nanoseconds } from '../model/units.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
  /** By time. */
  readonly mean: number;
}

const fanOut = 16;

interface Level {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export class StepPyramid {
  /** When each value begins to hold; grows from one to the next. */
  readonly fromNs: Float64Array;
  readonly value: Float64Array;
  /** When the last one ends. */
  readonly endNs: Nanoseconds;
  /** Levels above the values: each block's least and most of {@link fanOut} of the level below. */
  readonly #levels: readonly Level[];
  /** Value × time up to each step. */
  readonly #sum: Float64Array;

  /** O(steps). */
  constructor(fromNs: Float64Array, value: Float64Array, endNs: Nanoseconds) {
    this.fromNs = fromNs;
    this.value = value;
    this.endNs = endNs;
    this.#levels = buildLevels(value);
    this.#sum = new Float64Array(value.length);
    for (let step = 1; step < value.length; step++)
      this.#sum[step] = this.#sum[step - 1] + value[step - 1] * (fromNs[step] - fromNs[step - 1]);
  }

  get startNs(): Nanoseconds {
    return this.fromNs[0] ?? this.endNs;
  }

  /** The step that holds at a time; −1 before the first. O(log steps). */
  stepAt(atNs: Nanoseconds): number {
    let low = 0;
    let high = this.fromNs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.fromNs[middle] <= atNs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Of the part of [from, to) in which something is known; null when that is nothing. O(log steps). */
  range(from: Nanoseconds, to: Nanoseconds): Range | null {
    const start = Math.max(from, this.startNs);
    const end = Math.min(to, this.endNs);
    if (!(end > start)) return null;
    const first = this.stepAt(start);
    const last = Math.max(first, this.#lastBefore(end));
    if (first === last) return { low: this.value[first], high: this.value[first], mean: this.value[first] };
    const { low, high } = this.#extremes(first, last);
    const mean = (this.#sumUntil(last, end) - this.#sumUntil(first, start)) / (end - start);
    // What the sums lose in their last digits must not show as a mean outside of what is there.
    return { low, high, mean: Math.min(high, Math.max(low, mean)) };
  }

  #lastBefore(end: Nanoseconds): number {
    const step = this.stepAt(end);
    return this.fromNs[step] === end ? step - 1 : step;
  }

  #sumUntil(step: number, at: Nanoseconds): number {
    return this.#sum[step] + this.value[step] * (at - this.fromNs[step]);
  }

  /** Of the steps first … last. Climbs as soon as a whole block is asked for. */
  #extremes(first: number, last: number): { readonly low: number; readonly high: number } {
    let low = Infinity;
    let high = -Infinity;
    let [from, end] = [first, last + 1];
    for (let depth = -1; from < end; depth++) {
      const level = depth < 0 ? { low: this.value, high: this.value } : this.#levels[depth];
      const isTop = depth + 1 >= this.#levels.length;
      const take = (at: number): void => {
        low = Math.min(low, level.low[at]);
        high = Math.max(high, level.high[at]);
      };
      while (from < end && (isTop || from % fanOut !== 0)) take(from++);
      while (from < end && end % fanOut !== 0) take(--end);
      from /= fanOut;
      end /= fanOut;
    }
    return { low, high };
  }
}

function buildLevels(value: Float64Array): Level[] {
  const levels: Level[] = [];
  for (let below: Level = { low: value, high: value }; below.low.length > fanOut; ) {
    const count = Math.ceil(below.low.length / fanOut);
    const level = { low: new Float64Array(count).fill(Infinity), high: new Float64Array(count).fill(-Infinity) };
    for (let at = 0; at < below.low.length; at++) {
      const block = Math.floor(at / fanOut);
      level.low[block] = Math.min(level.low[block], below.low[at]);
      level.high[block] = Math.max(level.high[block], below.high[at]);
    }
    levels.push(level);
    below = level;
  }
  return levels;
}
