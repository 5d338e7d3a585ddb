// Atomics.wait, waitAsync and notify: when a thread sleeps on shared memory, and who wakes it.
//
// Loads, stores and exchanges are left alone: the engine compiles them to single instructions, which nothing can be put in
// front of without making the program's locks slower by an order of magnitude.

import { codeOf, type WakeResult, wakeResults } from '../../model/vocabulary.ts';
import { util } from '../nodeUtil.ts';
import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import type { Recorder } from '../recorder.ts';
import { type SharedPlace, sharedPlace } from './atomicsPlaces.ts';
import type { SharedBuffers } from './sharedBuffers.ts';

const { types } = util;

/** Taken now: the program may replace it. */
const load = Atomics.load as (array: Int32Array | BigInt64Array, index: number) => number | bigint;

export interface AtomicsSurroundings {
  readonly recorder: Recorder;
  readonly buffers: SharedBuffers;
  readonly disguise: Disguise;
  /** The number of a promise, 0 when it has none. */
  idOf(promise: unknown): number;
  /** The main thread ends with its process, a worker may be terminated at any time. */
  readonly isWorker: boolean;
}

export function installAtomics(surroundings: AtomicsSurroundings): void {
  installWait(surroundings);
  installNotify(surroundings);
  installWaitAsync(surroundings);
}

/** What is buffered is written out before the thread sleeps: a pool's worker sleeps until it is terminated. */
function installWait({ recorder, buffers, disguise }: AtomicsSurroundings): void {
  const fallAsleep = (args: readonly unknown[]): boolean => {
    const place = sharedPlace(args[0], args[1], buffers);
    if (place === undefined || !willSleep(place, args[2], args[3])) return false;
    recorder.beginCreation().sleep(recorder.now(), place.buffer, place.offset);
    return true;
  };
  replaceFunction(Atomics, 'wait', disguise, () => ({
    apply(target, self, args: unknown[]) {
      let sleeps = false;
      guarded(() => {
        sleeps = fallAsleep(args);
        recorder.creationSite = 0;
        recorder.flush();
      });
      const result: unknown = Reflect.apply(target, self, args as never[]);
      if (sleeps) guarded(() => recorder.begin().awake(recorder.now(), codeOf(wakeResults, result as WakeResult)));
      return result;
    },
  }));
}

/** Another thread may change the value until the engine looks: then the sleep is recorded, and ends at once with `not-equal`. */
function willSleep({ array, index }: SharedPlace, value: unknown, timeout: unknown): boolean {
  if (timeout !== undefined && (typeof timeout !== 'number' || timeout <= 0)) return false;
  if (types.isBigInt64Array(array)) return typeof value === 'bigint' && load(array, index) === BigInt.asIntN(64, value);
  return typeof value === 'number' && load(array, index) === (value | 0);
}

/** Only what woke somebody is recorded. In a worker it is written out at once, so that no wake-up is without its cause when the worker is terminated. */
function installNotify({ recorder, buffers, disguise, isWorker }: AtomicsSurroundings): void {
  const notified = (time: number, args: readonly unknown[], woken: number): void => {
    const place = sharedPlace(args[0], args[1], buffers);
    if (place === undefined) return;
    const duration = Math.ceil(recorder.now() - time);
    recorder.beginCreation().notify(time, duration, place.buffer, place.offset, woken);
    if (isWorker) recorder.flush();
  };
  replaceFunction(Atomics, 'notify', disguise, () => ({
    apply(target, self, args: unknown[]) {
      const time = recorder.now();
      const woken: unknown = Reflect.apply(target, self, args as never[]);
      guarded(() => {
        if (typeof woken === 'number' && woken > 0) notified(time, args, woken);
        recorder.creationSite = 0;
      });
      return woken;
    },
  }));
}

function installWaitAsync({ recorder, buffers, disguise, idOf }: AtomicsSurroundings): void {
  const waits = (time: number, args: readonly unknown[], promise: unknown): void => {
    const place = sharedPlace(args[0], args[1], buffers);
    if (place === undefined) return;
    const timeout = args[3];
    const limit = typeof timeout === 'number' && timeout < longestTimeoutMs ? Math.round(timeout * 1e6) : -1;
    recorder.begin().waitAsync(time, idOf(promise), place.buffer, place.offset, limit);
  };
  replaceFunction(Atomics, 'waitAsync' as keyof typeof Atomics, disguise, () => ({
    apply(target, self, args: unknown[]) {
      const time = recorder.now();
      const result: unknown = Reflect.apply(target, self, args as never[]);
      const { async: isWaiting, value } = result as { readonly async: boolean; readonly value: unknown };
      guarded(() => {
        if (isWaiting) waits(time, args, value);
        recorder.creationSite = 0;
      });
      return result;
    },
  }));
}

/** About a day: longer ones count as none. */
const longestTimeoutMs = 1e8;
