// Which bytes of which shared memory a call of Atomics means, read without running code of the program.

import { util } from '../nodeUtil.ts';
import type { SharedBuffers } from './sharedBuffers.ts';

const { types } = util;

type WaitableArray = Int32Array | BigInt64Array;
type Getter<Value> = (this: object) => Value;

const prototype = Object.getPrototypeOf(Int8Array.prototype) as object;
const bufferOf = getter<unknown>('buffer');
const byteOffsetOf = getter<number>('byteOffset');
const lengthOf = getter<number>('length');

function getter<Value>(name: string): Getter<Value> {
  return Object.getOwnPropertyDescriptor(prototype, name)!.get as Getter<Value>;
}

export interface SharedPlace {
  readonly array: WaitableArray;
  readonly index: number;
  /** Id in this segment. */
  readonly buffer: number;
  /** In bytes, from the buffer's begin. */
  readonly offset: number;
}

/** The place that `Atomics.wait(array, index, …)` means; undefined when it is none in shared memory, or is not given as plain numbers. */
export function sharedPlace(array: unknown, index: unknown, buffers: SharedBuffers): SharedPlace | undefined {
  if (!types.isInt32Array(array) && !types.isBigInt64Array(array)) return undefined;
  const at = typeof index === 'string' ? Number(index) : (index ?? 0);
  if (typeof at !== 'number') return undefined;
  const whole = Math.trunc(at) || 0;
  if (whole < 0 || whole >= Reflect.apply(lengthOf, array, [])) return undefined;
  const buffer: unknown = Reflect.apply(bufferOf, array, []);
  if (!types.isSharedArrayBuffer(buffer)) return undefined;
  const width = types.isInt32Array(array) ? 4 : 8;
  return { array, index: whole, buffer: buffers.idOf(buffer), offset: Reflect.apply(byteOffsetOf, array, []) + whole * width };
}
