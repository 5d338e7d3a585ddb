// Waits that are summed up as they end: the row of one that has ended is the next one's.

import { reasonCode } from '../codes.ts';
import { calledBack } from '../derivedCounters.ts';
import type { TaskRows } from '../rows/taskRows.ts';
import { WaitRows } from '../rows/waitRows.ts';
import type { TaskSums } from './taskSums.ts';

/** The task of a row that is free. */
const free = -1;

export class SummedWaits extends WaitRows {
  count = 0;
  /** Of what the runtime called back later than it could have: when it was ready and when it ran, two numbers each. */
  readonly delays: number[] = [];
  readonly #free: number[] = [];
  readonly #tasks: TaskRows;
  readonly #sums: TaskSums;
  readonly #tellsWakers: boolean;

  /** @param tellsWakers - whether it is known when waits became ready; else only of threads that slept */
  constructor(tasks: TaskRows, sums: TaskSums, tellsWakers: boolean) {
    super();
    this.#tasks = tasks;
    this.#sums = sums;
    this.#tellsWakers = tellsWakers;
  }

  override add(task: number, startNs: number, reason: number, source: number): number {
    this.count++;
    const { length } = this;
    const row = this.#free.pop();
    if (row === undefined) return super.add(task, startNs, reason, source);
    // As if it were the next row.
    this.length = row;
    super.add(task, startNs, reason, source);
    this.length = length;
    return row;
  }

  /** What the row says stands in it until the next wait begins. */
  override end(row: number, endNs: number): void {
    const task = this.task[row]!;
    const readyNs = this.#add(row, endNs);
    if (endNs - readyNs > 0 && calledBack.has(this.#tasks.kind[task]!)) this.delays.push(readyNs, endNs);
    this.task[row] = free;
    this.#free.push(row);
  }

  /** Those that are open count up to `endNs`; `visit` may write into a row what is known of it by then. */
  addOpen(endNs: number, visit: (task: number, row: number) => void): void {
    for (let row = 0; row < this.length; row++) {
      if (this.task[row] === free) continue;
      visit(this.task[row]!, row);
      this.#add(row, endNs);
    }
  }

  /** @returns since when it could have gone on; NaN when that is not known */
  #add(row: number, endNs: number): number {
    const isTold = this.#tellsWakers || this.reason[row] === reasonCode['Atomics.wait'];
    const readyNs = isTold ? this.readyNs[row]! : Number.NaN;
    this.#sums.addWait(this.task[row]!, endNs - this.startNs[row]!, Number.isNaN(readyNs) ? 0 : endNs - readyNs);
    return readyNs;
  }

  /** There are no more rows than open waits. */
  override reserve(): void {}
}
