// Sorting indexes by their times: radix, because comparing takes seconds for millions.

import type { Times } from '../model/times.ts';

const digitBits = 11;
const digitCount = 1 << digitBits;
/** Below this many, comparing is quicker than counting. */
const fewItems = 512;

/**
 * The items ordered by `times.at(item)`; equal times keep their order. Times are finite. May return `items` itself when it is in order already.
 * O(n) per 11 bits of the range of times in whole nanoseconds.
 */
export function orderByTime(times: Times, items: Uint32Array): Uint32Array {
  if (isOrdered(times, items)) return items;
  if (items.length < fewItems) return items.slice().sort((a, b) => times.at(a) - times.at(b));
  let least = Infinity;
  let largest = -Infinity;
  for (const item of items) {
    if (times.at(item) < least) least = times.at(item);
    if (times.at(item) > largest) largest = times.at(item);
  }
  let from = items.slice();
  let to = new Uint32Array(items.length);
  for (let unit = 1; unit <= largest - least; unit *= digitCount) {
    distribute(times, least, unit, from, to);
    [from, to] = [to, from];
  }
  return insertFractions(times, from);
}

/** The indexes from `first` up to `end`. */
export function indexes(first: number, end: number): Uint32Array {
  const result = new Uint32Array(end - first);
  for (let i = 0; i < result.length; i++) result[i] = first + i;
  return result;
}

function isOrdered(times: Times, items: Uint32Array): boolean {
  for (let i = 1; i < items.length; i++) if (times.at(items[i - 1]) > times.at(items[i])) return false;
  return true;
}

/** One stable pass by the digit worth `unit` nanoseconds. */
function distribute(times: Times, least: number, unit: number, from: Uint32Array, to: Uint32Array): void {
  const next = new Uint32Array(digitCount + 1);
  for (let i = 0; i < from.length; i++) next[digit(times.at(from[i]) - least, unit) + 1]++;
  for (let d = 1; d <= digitCount; d++) next[d] += next[d - 1];
  for (let i = 0; i < from.length; i++) to[next[digit(times.at(from[i]) - least, unit)]++] = from[i];
}

function digit(offset: number, unit: number): number {
  return Math.floor(offset / unit) % digitCount;
}

/** Within one nanosecond the digits tell nothing: what is left is a few neighbours out of order. */
function insertFractions(times: Times, items: Uint32Array): Uint32Array {
  for (let i = 1; i < items.length; i++) {
    const item = items[i];
    let at = i;
    while (at > 0 && times.at(items[at - 1]) > times.at(item)) {
      items[at] = items[at - 1];
      at--;
    }
    items[at] = item;
  }
  return items;
}
