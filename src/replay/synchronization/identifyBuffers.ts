// Which buffers of different threads are the same shared memory: followed from the thread that made it, through the messages that carried it.
//
// A message does not tell which buffer came out of it, only that some did. So a buffer of unknown origin is that of its size
// which was sent to its thread, if there is only one; and nothing is said where some may have come unseen.

import type { MatchedMessage } from '../matching/messageEnds.ts';
import type { ThreadSharing } from './threadSharing.ts';

export interface SharingThread {
  /** Equal for the threads of one process. */
  readonly process: number;
  readonly threadId: number;
  readonly sharing: ThreadSharing;
}

/** By thread, then by the index of its buffer: equal for the same memory, 0 where it is not known. */
export type BufferIdentities = readonly (readonly number[])[];

/** A buffer of another thread that came to a thread; undefined when not even that is known. */
type Arrived = { readonly thread: number; readonly buffer: number } | undefined;

/** O(threads × (threads + buffers + messages with buffers)). */
export function identifyBuffers(threads: readonly SharingThread[], messages: readonly MatchedMessage[]): BufferIdentities {
  const identification = new Identification(threads);
  identification.follow(messages);
  return identification.identities;
}

class Identification {
  readonly identities: number[][];
  readonly #threads: readonly SharingThread[];
  /** By thread. */
  readonly #arrivals: Arrived[][];

  constructor(threads: readonly SharingThread[]) {
    this.#threads = threads;
    this.#arrivals = threads.map(() => []);
    let last = 0;
    this.identities = threads.map(({ sharing }) => sharing.buffers.map(({ key }) => (key === '' ? 0 : ++last)));
  }

  follow(messages: readonly MatchedMessage[]): void {
    for (const { sendThread, sendEnd, receiveThread } of messages) {
      if (sendThread < 0 || receiveThread < 0) continue;
      this.#arrive(receiveThread, sendThread, this.#threads[sendThread]!.sharing.sent.get(sendEnd) ?? []);
    }
    const starts = this.#threads.flatMap((_, creator) => this.#startsBy(creator));
    for (const { child, creator, buffers } of starts) this.#arrive(child, creator, buffers);
    let isChanging = true;
    while (isChanging) {
      isChanging = false;
      for (const start of starts) if (this.#nameStarted(start)) isChanging = true;
      for (let thread = 0; thread < this.#threads.length; thread++) if (this.#nameArrived(thread)) isChanging = true;
    }
  }

  #arrive(into: number, from: number, buffers: readonly number[]): void {
    for (const id of buffers) {
      const isKnown = this.identities[from]![id - 1] !== undefined;
      this.#arrivals[into]!.push(isKnown ? { thread: from, buffer: id - 1 } : undefined);
    }
  }

  #startsBy(creator: number): readonly Start[] {
    const { process, sharing } = this.#threads[creator]!;
    return sharing.starts.flatMap(({ threadId, buffers }) => {
      const child = this.#threads.findIndex((other) => other.process === process && other.threadId === threadId);
      return child < 0 ? [] : [{ child, creator, buffers }];
    });
  }

  /** A worker's data is looked through at both sides, in the same order. */
  #nameStarted({ child, creator, buffers }: Start): boolean {
    const { started } = this.#threads[child]!.sharing;
    if (started.length !== buffers.length) return false;
    const named = started.map((id, position) => this.#name(child, id - 1, this.identities[creator]![buffers[position]! - 1] ?? 0));
    return named.includes(true);
  }

  #nameArrived(thread: number): boolean {
    const own = this.identities[thread]!;
    const arrivals = this.#arrivals[thread]!;
    if (!own.includes(0) || arrivals.includes(undefined)) return false;
    const { buffers } = this.#threads[thread]!.sharing;
    let isChanged = false;
    buffers.forEach(({ bytes }, buffer) => {
      if (own[buffer] !== 0) return;
      const fitting = new Set<number>();
      for (const arrived of arrivals)
        if (this.#bytesOf(arrived!) === bytes) fitting.add(this.identities[arrived!.thread]![arrived!.buffer]!);
      // One of its own that was cloned within the thread looks the same.
      buffers.forEach(({ key, bytes: others }, other) => {
        if (key !== '' && others === bytes) fitting.add(own[other]!);
      });
      if (fitting.size === 1 && this.#name(thread, buffer, [...fitting][0]!)) isChanged = true;
    });
    return isChanged;
  }

  #bytesOf({ thread, buffer }: NonNullable<Arrived>): number {
    return this.#threads[thread]!.sharing.buffers[buffer]!.bytes;
  }

  /** @returns whether it was not known before */
  #name(thread: number, buffer: number, identity: number): boolean {
    const own = this.identities[thread]!;
    if (identity === 0 || own[buffer] !== 0) return false;
    own[buffer] = identity;
    return true;
  }
}

interface Start {
  readonly child: number;
  readonly creator: number;
  readonly buffers: readonly number[];
}
