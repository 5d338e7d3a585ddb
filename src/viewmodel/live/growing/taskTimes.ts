// When tasks of a thread that grows began and ended, as far as is known.

import type { ThreadTasks } from '../../../replay/threadTasks.ts';
import type { GrowingRows } from './growingRows.ts';
import type { Compare } from './sortedRows.ts';
import type { TaskParts } from './taskParts.ts';

/** The thread's own tasks. */
export class TaskTimes {
  readonly parts: TaskParts;
  readonly #state: ThreadTasks;
  readonly #rows: GrowingRows;
  readonly #thread: number;
  /** The end of what still waits. */
  nowNs = 0;

  constructor(state: ThreadTasks, parts: TaskParts, rows: GrowingRows, thread: number) {
    this.#state = state;
    this.parts = parts;
    this.#rows = rows;
    this.#thread = thread;
  }

  /** Nothing more will come of the thread that starts before. */
  get sealedNs(): number {
    return this.#state.nowNs;
  }

  /** By start, then creation. */
  readonly compare: Compare = (one, other) => {
    const { createdNs } = this.#state.tasks;
    return this.startOf(one) - this.startOf(other) || createdNs[one] - createdNs[other] || one - other;
  };

  /** When it came into being. */
  readonly startOf = (task: number): number => {
    const { tasks, slices, waits } = this.#state;
    const slice = this.parts.firstSlice[task];
    const wait = this.parts.firstWait[task];
    let start = tasks.createdNs[task];
    if (slice >= 0) start = Math.min(start, slices.startNs[slice]);
    if (wait >= 0) start = Math.min(start, waits.startNs[wait]);
    return start;
  };

  /** When it had settled and run for the last time; NaN while it runs or waits. */
  readonly endOf = (task: number): number => {
    const { slices, waits } = this.#state;
    const slice = this.parts.lastSlice[task];
    const wait = this.parts.lastWait[task];
    const goesOn = (slice >= 0 && Number.isNaN(slices.endNs[slice])) || (wait >= 0 && Number.isNaN(waits.endNs[wait]));
    return goesOn ? Number.NaN : this.endSoFar(task);
  };

  /** The same, where what goes on ends now. */
  readonly endSoFar = (task: number): number => {
    const { tasks, waits } = this.#state;
    const slice = this.parts.lastSlice[task];
    const wait = this.parts.lastWait[task];
    let end = this.startOf(task);
    if (tasks.settledNs[task] > end) end = tasks.settledNs[task];
    if (slice >= 0) end = Math.max(end, this.#rows.endOfSlice(this.#thread, slice));
    if (wait >= 0) end = Math.max(end, Number.isNaN(waits.endNs[wait]) ? this.nowNs : waits.endNs[wait]);
    return end;
  };
}
