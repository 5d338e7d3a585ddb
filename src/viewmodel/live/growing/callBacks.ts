// The tasks of a thread that grows which the runtime called back: what the counters of libuv's pool and of late callbacks are made of.

import { calledBack, isRequest } from '../../../replay/derivedCounters.ts';
import type { ThreadTasks } from '../../../replay/threadTasks.ts';
import type { GrowingRows } from './growingRows.ts';

export class CallBacks {
  readonly #state: ThreadTasks;
  readonly #rows: GrowingRows;
  /** Tasks that went to the pool, with their first slice: −1 for none. */
  readonly #requests = new Map<number, number>();
  #waits: number[] = [];

  constructor(state: ThreadTasks, rows: GrowingRows) {
    this.#state = state;
    this.#rows = rows;
  }

  addTask(task: number): void {
    const { tasks, groups, texts } = this.#state;
    if (isRequest(tasks.kind[task], texts.texts[groups.list[tasks.group[task]].name])) this.#requests.set(task, -1);
  }

  addSlice(task: number, slice: number): void {
    if (this.#requests.get(task) === -1) this.#requests.set(task, slice);
  }

  addWait(task: number, wait: number): void {
    if (calledBack.has(this.#state.tasks.kind[task])) this.#waits.push(wait);
  }

  startOver(): void {
    this.#requests.clear();
    this.#waits = [];
  }

  /** `endNs`: NaN while it is in the pool. */
  eachRequest(visit: (createdNs: number, endNs: number) => void): void {
    const { tasks, slices } = this.#state;
    for (const [task, slice] of this.#requests) visit(tasks.createdNs[task], slice < 0 ? tasks.settledNs[task] : slices.startNs[slice]);
  }

  /** Both NaN while they are not known. */
  eachWait(visit: (readyNs: number, endNs: number) => void): void {
    for (const wait of this.#waits) visit(this.#rows.readyNs(this.#state, wait), this.#state.waits.endNs[wait]);
  }
}
