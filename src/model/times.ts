// A column of times that is exact and yet takes about half the room of a Float64Array.
//
//   block of 32 rows:   base (Float64)   offset offset offset …  (Uint32 each, nanoseconds from the base)

import type { Nanoseconds } from './units.ts';

const blockBits = 5;
const blockRows = 1 << blockBits;
/** The offset that stands for NaN; those of times are below it. */
const unknown = 0xffff_ffff;

/** Times by row; NaN for one that is not known. */
export class Times {
  readonly length: number;
  /** By block; NaN for a block whose times lie too far apart or are no whole nanoseconds: those stand in `#plain`, in order, from where the offsets say. */
  readonly #base: Float64Array;
  readonly #offset: Uint32Array;
  readonly #plain: Float64Array;

  private constructor(base: Float64Array, offset: Uint32Array, plain: Float64Array) {
    this.length = offset.length === 0 ? plain.length : offset.length;
    this.#base = base;
    this.#offset = offset;
    this.#plain = plain;
  }

  /** Packs what is close together; where most of it is not, `values` is kept as it is. O(values). */
  static of(values: Float64Array): Times {
    const base = new Float64Array(Math.ceil(values.length / blockRows));
    let plainRows = 0;
    for (let block = 0; block < base.length; block++) {
      base[block] = baseOf(values, block);
      if (Number.isNaN(base[block])) plainRows += rowsOf(values, block);
    }
    if (plainRows > values.length / 3) return new Times(new Float64Array(0), new Uint32Array(0), values);
    const offset = new Uint32Array(values.length);
    const plain = new Float64Array(plainRows);
    let nextPlain = 0;
    for (let block = 0; block < base.length; block++) {
      const first = block * blockRows;
      const end = Math.min(first + blockRows, values.length);
      const from = base[block]!;
      if (Number.isNaN(from)) {
        plain.set(values.subarray(first, end), nextPlain);
        for (let row = first; row < end; row++) offset[row] = nextPlain++;
      } else {
        for (let row = first; row < end; row++) {
          const value = values[row]! - from;
          offset[row] = Number.isNaN(value) ? unknown : value;
        }
      }
    }
    return new Times(base, offset, plain);
  }

  at(row: number): Nanoseconds {
    if (this.#offset.length === 0) return this.#plain[row]!;
    const base = this.#base[row >> blockBits]!;
    const offset = this.#offset[row]!;
    if (Number.isNaN(base)) return this.#plain[offset]!;
    return offset === unknown ? Number.NaN : base + offset;
  }

  toArray(): Float64Array {
    const values = new Float64Array(this.length);
    for (let row = 0; row < this.length; row++) values[row] = this.at(row);
    return values;
  }
}

function rowsOf(values: Float64Array, block: number): number {
  return Math.min(blockRows, values.length - block * blockRows);
}

/** The earliest time of a block; NaN when its times can't be offsets from it. */
function baseOf(values: Float64Array, block: number): number {
  let least = Infinity;
  let most = -Infinity;
  let areWhole = true;
  const first = block * blockRows;
  const end = Math.min(first + blockRows, values.length);
  for (let row = first; row < end; row++) {
    const value = values[row]!;
    // NaN passes none of the three.
    if (value < least) least = value;
    if (value > most) most = value;
    if (Math.floor(value) < value) areWhole = false;
  }
  if (least > most) return 0;
  const isExact = areWhole && least >= Number.MIN_SAFE_INTEGER && most <= Number.MAX_SAFE_INTEGER;
  return isExact && most - least < unknown ? least : Number.NaN;
}
