// A made-up run whose messages are known: records go to each thread's columns, and the truth is kept beside.

import { codeOf, type HttpMark, httpMarks, type Transport, transports } from '../../../../src/model/vocabulary.ts';
import type { MatchedMessage, MessageEndKind, ThreadMessages } from '../../../../src/replay/matching/messageEnds.ts';
import { MessageEndsBuilder } from '../../../../src/replay/matching/messageEndsBuilder.ts';

export interface Place {
  readonly thread: number;
  readonly row: number;
}

type Step = (builder: MessageEndsBuilder, timeNs: number) => void;

/** Threads `0 … n − 1` of one process, unless `processes` says otherwise. */
export class Execution {
  readonly #steps: { readonly timeNs: number; readonly run: Step }[][];
  readonly #endpoints: number[];
  readonly #rows: number[];
  readonly #processes: readonly number[];
  readonly #truth: string[] = [];
  timeNs = 0;

  constructor(threads: number, processes: readonly number[] = []) {
    this.#steps = Array.from({ length: threads }, () => []);
    this.#endpoints = Array.from({ length: threads }, () => 0);
    this.#rows = Array.from({ length: threads }, () => 0);
    this.#processes = processes;
  }

  endpoint(thread: number, transport: Transport, key: string): number {
    this.#do(thread, (builder, timeNs) => builder.endpoint(timeNs, codeOf(transports, transport), key));
    return ++this.#endpoints[thread]!;
  }

  close(thread: number, endpoint: number): void {
    this.#do(thread, (builder, timeNs) => builder.endpointClosed(timeNs, endpoint));
  }

  http(thread: number, endpoint: number, mark: HttpMark, offset: number, name: string): void {
    this.#do(thread, (builder) => builder.http(endpoint, codeOf(httpMarks, mark), offset, name));
  }

  end(kind: MessageEndKind, thread: number, endpoint: number, start = 0, bytes = 0, moved: readonly number[] = []): Place {
    this.#do(thread, (builder, timeNs) => builder.add(kind, timeNs, 0, endpoint, start, bytes, moved));
    return { thread, row: this.#rows[thread]!++ };
  }

  /** What the run knows: this send was received here. */
  know(from: Place, to: Place): void {
    this.#truth.push(pairText(from.thread, from.row, to.thread, to.row));
  }

  /** The records; `kept[i]` is the share of thread `i`'s records that survive, 1 for all. */
  threads(kept: readonly number[] = []): readonly ThreadMessages[] {
    return this.#steps.map((steps, threadId) => {
      const share = kept[threadId] ?? 1;
      const rest = steps.slice(0, Math.floor(steps.length * share));
      const builder = new MessageEndsBuilder();
      for (const { run, timeNs } of rest) run(builder, timeNs);
      const process = this.#processes[threadId] ?? 0;
      return builder.finish({
        pid: process,
        process,
        threadId,
        complete: share >= 1,
        clockErrorNs: 0,
        endedNs: share >= 1 ? this.timeNs : (rest.at(-1)?.timeNs ?? 0),
      });
    });
  }

  /** The pairs both of whose ends are among these records. */
  truth(threads: readonly ThreadMessages[]): readonly string[] {
    const isKept = (thread: string, row: string): boolean => Number(row) < threads[Number(thread)]!.ends.length;
    return this.#truth.filter((pair) => {
      const [sendThread = '', sendRow = '', receiveThread = '', receiveRow = ''] = pair.split(' ');
      return isKept(sendThread, sendRow) && isKept(receiveThread, receiveRow);
    });
  }

  #do(thread: number, run: Step): void {
    this.#steps[thread]!.push({ timeNs: this.timeNs++, run });
  }
}

function pairText(sendThread: number, sendRow: number, receiveThread: number, receiveRow: number): string {
  return `${sendThread} ${sendRow} ${receiveThread} ${receiveRow}`;
}

export function pairsOf(messages: readonly MatchedMessage[]): readonly string[] {
  return messages
    .filter(({ sendEnd, receiveEnd }) => sendEnd >= 0 && receiveEnd >= 0)
    .map(({ sendThread, sendEnd, receiveThread, receiveEnd }) => pairText(sendThread, sendEnd, receiveThread, receiveEnd));
}

/** Every send and write of these threads, and how many messages have it. */
export function messagesBySend(threads: readonly ThreadMessages[], messages: readonly MatchedMessage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [thread, { ends }] of threads.entries()) {
    for (let row = 0; row < ends.length; row++) if (ends.kind[row] === 0 || ends.kind[row] === 2) counts.set(`${thread} ${row}`, 0);
  }
  for (const { sendThread, sendEnd } of messages) {
    if (sendEnd >= 0) counts.set(`${sendThread} ${sendEnd}`, (counts.get(`${sendThread} ${sendEnd}`) ?? Number.NaN) + 1);
  }
  return counts;
}

/** Decisions for a random run: each number picks among what is possible. */
export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  get areLeft(): boolean {
    return this.#next < this.#numbers.length;
  }

  /** From 0 to `below − 1`. */
  below(below: number): number {
    return below < 1 ? 0 : (this.#numbers[this.#next++] ?? 0) % below;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}
