// Columns that grow while a tile is gathered and are handed out at their final length.

/** A growing column of numbers that ends as Float32. */
export class FloatColumn {
  #values: Float32Array<ArrayBuffer> = new Float32Array(256);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The values in the given order of indexes, else as they came. */
  take(order?: Uint32Array): Float32Array<ArrayBuffer> {
    if (order === undefined) return this.#values.slice(0, this.#length);
    const result = new Float32Array(order.length);
    for (let i = 0; i < order.length; i++) result[i] = this.#values[order[i]];
    return result;
  }
}

/** A growing column of integers, −2³¹ to 2³² − 1, that ends in the width its reader wants. */
export class IntegerColumn {
  #values: Uint32Array<ArrayBuffer> = new Uint32Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return this.#values[index];
  }

  take(order?: Uint32Array): Uint32Array<ArrayBuffer> {
    if (order === undefined) return this.#values.slice(0, this.#length);
    const result = new Uint32Array(order.length);
    for (let i = 0; i < order.length; i++) result[i] = this.#values[order[i]];
    return result;
  }

  takeBytes(order?: Uint32Array): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.take(order));
  }
}

/** Indexes of a column of small keys, ordered by key, those of one key as they came. O(n + keys). */
export function orderByKey(keys: IntegerColumn, keyCount: number): Uint32Array {
  const next = new Uint32Array(keyCount + 1);
  for (let i = 0; i < keys.length; i++) next[keys.at(i) + 1]++;
  for (let key = 0; key < keyCount; key++) next[key + 1] += next[key];
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[next[keys.at(i)]++] = i;
  return order;
}
