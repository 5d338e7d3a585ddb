// The SharedArrayBuffers inside a value that is about to be cloned, found without running code of the program.

import { util } from '../nodeUtil.ts';

const { types } = util;

interface Found {
  readonly buffers: readonly SharedArrayBuffer[];
  /** False when something could not be looked into: there may be more. */
  readonly isComplete: boolean;
}

/** Things that are looked at in one value. Shared memory is handed over near the top of what is sent; a large message must not cost more than to send it. */
const longestWalk = 200;

type Getter = (this: unknown) => unknown;
const bufferOfArray = getter(Object.getPrototypeOf(Int8Array.prototype) as object, 'buffer');
const bufferOfDataView = getter(DataView.prototype, 'buffer');

function getter(owner: object, name: string): Getter {
  return Object.getOwnPropertyDescriptor(owner, name)!.get as Getter;
}

/** Each once, in the order of a walk that is the same for a value and its clone. O(things in it, up to a bound). */
export function sharedWithin(value: unknown): Found {
  const walk = new Walk();
  walk.see(value);
  walk.run();
  return walk;
}

class Walk implements Found {
  readonly buffers: SharedArrayBuffer[] = [];
  isComplete = true;
  readonly #seen = new Set<object>();
  readonly #rest: object[] = [];

  see(value: unknown): void {
    if (typeof value !== 'object' || value === null || this.#seen.has(value)) return;
    if (this.#seen.size === longestWalk) this.isComplete = false;
    else {
      this.#seen.add(value);
      this.#rest.push(value);
    }
  }

  /** In breadth: `#rest` grows while it is walked. */
  run(): void {
    for (let index = 0; index < this.#rest.length; index++) this.#open(this.#rest[index]!);
  }

  #open(thing: object): void {
    if (types.isProxy(thing)) this.isComplete = false;
    else if (types.isSharedArrayBuffer(thing)) this.buffers.push(thing);
    else if (types.isTypedArray(thing)) this.see(Reflect.apply(bufferOfArray, thing, []));
    else if (types.isDataView(thing)) this.see(Reflect.apply(bufferOfDataView, thing, []));
    else if (types.isMap(thing)) this.#seeEach(mapEntries(thing));
    else if (types.isSet(thing)) this.#seeEach(setValues(thing));
    else if (!types.isAnyArrayBuffer(thing) && !types.isDate(thing) && !types.isRegExp(thing)) this.#seeProperties(thing);
  }

  #seeEach(values: readonly unknown[]): void {
    for (let index = 0; index < values.length && this.isComplete; index++) this.see(values[index]);
  }

  #seeProperties(thing: object): void {
    const isList = Array.isArray(thing);
    // Lists of numbers and texts are the large ones.
    if (isList && thing.length > longestWalk) {
      this.isComplete = false;
      return;
    }
    const names = Object.keys(thing);
    for (let index = 0; index < names.length; index++) {
      if (!this.isComplete) return;
      const property = Object.getOwnPropertyDescriptor(thing, names[index]!);
      if (property === undefined || property.get !== undefined) this.isComplete = false;
      else this.see(property.value);
    }
  }
}

// Taken now: the program may replace them.
const forEachOfMap = Map.prototype.forEach;
const forEachOfSet = Set.prototype.forEach;

function mapEntries(map: ReadonlyMap<unknown, unknown>): readonly unknown[] {
  const entries: unknown[] = [];
  Reflect.apply(forEachOfMap, map, [(value: unknown, key: unknown) => void entries.push(key, value)]);
  return entries;
}

function setValues(set: ReadonlySet<unknown>): readonly unknown[] {
  const values: unknown[] = [];
  Reflect.apply(forEachOfSet, set, [(value: unknown) => void values.push(value)]);
  return values;
}
