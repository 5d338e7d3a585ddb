// What one thread says of shared memory: which buffers it holds, where they went, when it slept on them and whom it woke.

import { TraceFormatError } from '../../model/errors.ts';
import { codeOf, wakeResults } from '../../model/vocabulary.ts';

export interface SharedBuffer {
  /** The most that it can grow to: the same wherever it is held. */
  readonly bytes: number;
  /** Of the thread that made it; empty where it came from elsewhere. */
  readonly key: string;
}

/** A place in shared memory, as one thread knows it. */
interface Place {
  /** Id of the thread's buffer. */
  readonly buffer: number;
  readonly offset: number;
}

export interface Notify extends Place {
  readonly startNs: number;
  readonly endNs: number;
  readonly woken: number;
  /** The thread's own number of its event. */
  readonly event: number;
}

export interface Sleep extends Place {
  readonly startNs: number;
  /** Infinite while it lasts. */
  endNs: number;
  /** The thread's own number of the event with which it ended because of a notify; −1 when it did not, or that is not certain. */
  event: number;
}

interface AsyncSleep extends Sleep {
  /** Without a notify it ends now. */
  readonly limitNs: number;
}

/** Node's timers are never early by more. */
const timerErrorNs = 1e6;

const ok = codeOf(wakeResults, 'ok');

export class ThreadSharing {
  readonly buffers: SharedBuffer[] = [];
  /** Row of the next one. */
  #next = 0;
  /** By row of the thread's message ends: the buffers that were sent, 0 standing for some that are not known. */
  readonly sent: Map<number, readonly number[]> = new Map();
  readonly starts: { readonly threadId: number; readonly buffers: readonly number[] }[] = [];
  /** What it was started with. */
  started: readonly number[] = [];
  readonly notifies: Notify[] = [];
  /** Those that were not ended by a notify for certain are left out. */
  readonly sleeps: Set<Sleep> = new Set();
  #asleep: Sleep | null = null;
  #sending: readonly number[] = [];
  readonly #asyncSleeps = new Map<number, AsyncSleep>();

  shared(bytes: number, key: string): void {
    this.buffers[this.#next++] = { bytes, key };
  }

  /** So many buffers have been told; what follows may be told again. @throws TraceFormatError when they never were */
  tellFrom(shared: number): void {
    if (shared > this.buffers.length)
      throw new TraceFormatError('TRACE_DAMAGED', `a checkpoint: expected at most ${this.buffers.length} shared buffers, found ${shared}`);
    this.#next = shared;
  }

  sharedIn(buffers: readonly number[]): void {
    this.#sending = buffers;
  }

  /** `row`: that of the message that was sent, negative when it is dropped. */
  send(row: number): void {
    if (this.#sending.length === 0) return;
    if (row >= 0) this.sent.set(row, this.#sending);
    this.#sending = [];
  }

  sleep(startNs: number, buffer: number, offset: number): void {
    this.#asleep = { startNs, endNs: Number.POSITIVE_INFINITY, buffer, offset, event: -1 };
    this.sleeps.add(this.#asleep);
  }

  /** `event`: with which it goes on, when the result is that it was woken. */
  awake(endNs: number, result: number, event: number): void {
    const sleep = this.#asleep;
    this.#asleep = null;
    if (sleep === null) return;
    sleep.endNs = endNs;
    sleep.event = event;
    if (result !== ok) this.sleeps.delete(sleep);
  }

  waitAsync(startNs: number, promise: number, buffer: number, offset: number, timeoutNs: number): void {
    const limitNs = timeoutNs < 0 ? Number.POSITIVE_INFINITY : startNs + timeoutNs;
    const sleep = { startNs, endNs: Number.POSITIVE_INFINITY, buffer, offset, event: -1, limitNs };
    this.sleeps.add(sleep);
    if (promise > 0) this.#asyncSleeps.set(promise, sleep);
  }

  /** Whether the promise is that of a `waitAsync` which a notify ends now. Of one that may also have timed out that is not certain. */
  isWokenAsync(promise: number, timeNs: number): boolean {
    const sleep = this.#asyncSleeps.size === 0 ? undefined : this.#asyncSleeps.get(promise);
    if (sleep === undefined) return false;
    sleep.endNs = timeNs;
    return timeNs < sleep.limitNs - timerErrorNs;
  }

  awakeAsync(promise: number, event: number): void {
    const sleep = this.#asyncSleeps.get(promise);
    if (sleep !== undefined) sleep.event = event;
    this.#asyncSleeps.delete(promise);
  }
}
