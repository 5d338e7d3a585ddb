// Shared memory as this thread holds it: which SharedArrayBuffer is which, and with which message each goes elsewhere.
//
// Two threads can't compare what they hold, and nothing of the program's data is touched. A buffer that this thread made has
// a name; of one that came from elsewhere replay finds out, from the messages in which buffers of its size came.

import type * as workerThreads from 'node:worker_threads';
import { patchClass } from '../messages/patchClass.ts';
import { type Disguise, guarded } from '../patchMethod.ts';
import type { Recorder } from '../recorder.ts';
import { sharedWithin } from './sharedWalk.ts';

const maxByteLength = Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, 'maxByteLength')!.get as (this: object) => number;

/** Stands for buffers that were not looked for. */
const more = 0;

export class SharedBuffers {
  readonly #recorder: Recorder;
  readonly #threadId: number;
  readonly #ids = new WeakMap<object, number>();
  readonly #made = new WeakSet<object>();
  readonly #flag: Int32Array;
  #named = 0;
  #defined = 0;

  /** @param flag - one for all threads of the process, set as soon as any of them has made shared memory; without it one is made */
  constructor(recorder: Recorder, threadId: number, flag: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.#recorder = recorder;
    this.#threadId = threadId;
    this.#flag = new Int32Array(flag);
  }

  get flag(): SharedArrayBuffer {
    return this.#flag.buffer as SharedArrayBuffer;
  }

  /** Where there is none, nothing is looked for in messages. */
  get #isAnywhere(): boolean {
    return this.#flag[0] !== 0;
  }

  /** Hears of every buffer that is made from now on. */
  watch(disguise: Disguise): void {
    patchClass<SharedArrayBuffer>([globalThis], 'SharedArrayBuffer', disguise, (buffer) => {
      this.#made.add(buffer);
      this.#flag[0] = 1;
    });
  }

  /** Its id in this segment; the buffer is defined when it has none. */
  idOf(buffer: SharedArrayBuffer): number {
    const known = this.#ids.get(buffer);
    if (known !== undefined) return known;
    const key = this.#made.has(buffer) ? `${this.#threadId}.${++this.#named}` : '';
    this.#recorder.begin(key.length).shared(Reflect.apply(maxByteLength, buffer, []), key);
    this.#ids.set(buffer, ++this.#defined);
    return this.#defined;
  }

  /** This value goes with the message whose `send` record comes next. */
  going(value: unknown): void {
    if (!this.#isAnywhere || typeof value !== 'object' || value === null) return;
    guarded(() => {
      const ids = this.#idsWithin(value);
      if (ids.length > 0) this.#recorder.begin(ids.length * 4).sharedIn(ids);
    });
  }

  /** A worker is started with this value. */
  starting(threadId: number, value: unknown): void {
    if (!this.#isAnywhere) return;
    guarded(() => {
      const ids = this.#idsWithin(value);
      if (ids.length > 0) this.#recorder.begin(ids.length * 4).sharedStart(threadId, ids);
    });
  }

  /** This thread is a worker, and was started with this value. */
  started({ workerData }: typeof workerThreads): void {
    guarded(() => {
      const ids = this.#idsWithin(workerData as unknown);
      if (ids.some((id) => id !== more)) this.#recorder.begin(ids.length * 4).sharedStarted(ids);
    });
  }

  #idsWithin(value: unknown): readonly number[] {
    const { buffers, isComplete } = sharedWithin(value);
    const ids = buffers.map((buffer) => this.idOf(buffer));
    return isComplete ? ids : [...ids, more];
  }
}
