// Sorting indexes by their times: radix, because comparing takes seconds for millions.

import type { Times } from '../model/times.ts';

const digitBits = 11;
const digitCount = 1 << digitBits;
/** Below this many, comparing is quicker than counting. */
const fewItems = 512;

/**
 * The items ordered by their times; equal times keep their order. Times are finite. May return `items` itself when it is in order already.
 * O(n) per 11 bits of the range of times in whole nanoseconds.
 */
export function orderByTime(times: Pick<Times, 'at'>, items: Uint32Array): Uint32Array {
  const keys = new Float64Array(items.length);
  for (let i = 0; i < items.length; i++) keys[i] = times.at(items[i]!);
  return orderByKeys(keys, items);
}

/** The same where `keys[i]` is the time of `items[i]`; the keys are used up. */
export function orderByKeys(keys: Float64Array, items: Uint32Array): Uint32Array {
  if (isOrdered(keys)) return items;
  if (items.length < fewItems) return orderFew(keys, items);
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < keys.length; i++) {
    if (keys[i]! < least) least = keys[i]!;
    if (keys[i]! > most) most = keys[i]!;
  }
  for (let i = 0; i < keys.length; i++) keys[i]! -= least;
  let from: Keyed = { keys, items: items.slice() };
  let to: Keyed = { keys: new Float64Array(items.length), items: new Uint32Array(items.length) };
  for (let unit = 1; unit <= most - least; unit *= digitCount) {
    distribute(from, to, unit);
    [from, to] = [to, from];
  }
  return insertFractions(from.keys, from.items);
}

/** The indexes from `first` up to `end`. */
export function indexes(first: number, end: number): Uint32Array {
  const result = new Uint32Array(end - first);
  for (let i = 0; i < result.length; i++) result[i] = first + i;
  return result;
}

function isOrdered(keys: Float64Array): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return false;
  return true;
}

function orderFew(keys: Float64Array, items: Uint32Array): Uint32Array {
  const places = indexes(0, items.length).sort((a, b) => keys[a]! - keys[b]! || a - b);
  return places.map((place) => items[place]!);
}

interface Keyed {
  readonly keys: Float64Array;
  readonly items: Uint32Array;
}

/** One stable pass by the digit worth `unit` nanoseconds, a power of two. */
function distribute(from: Keyed, to: Keyed, unit: number): void {
  const next = new Uint32Array(digitCount + 1);
  const { keys, items } = from;
  const { keys: toKeys, items: toItems } = to;
  const scale = 1 / unit;
  // Bitwise operators take a number's low 32 whole bits, however large it is.
  const mask = digitCount - 1;
  for (let i = 0; i < keys.length; i++) next[((keys[i]! * scale) & mask) + 1]!++;
  for (let digit = 1; digit <= digitCount; digit++) next[digit]! += next[digit - 1]!;
  for (let i = 0; i < keys.length; i++) {
    const place = next[(keys[i]! * scale) & mask]!++;
    toKeys[place] = keys[i]!;
    toItems[place] = items[i]!;
  }
}

/** Within one nanosecond the digits tell nothing: what is left is a few neighbours out of order. */
function insertFractions(keys: Float64Array, items: Uint32Array): Uint32Array {
  for (let i = 1; i < items.length; i++) {
    const item = items[i]!;
    const key = keys[i]!;
    let at = i;
    for (; at > 0 && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!;
      items[at] = items[at - 1]!;
    }
    keys[at] = key;
    items[at] = item;
  }
  return items;
}
