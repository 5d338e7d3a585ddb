// The rows of all threads of a run that records, by ids that hold: what layout reads of them.

import type { Intervals, TimeColumn } from '../../../layout/track.ts';
import { codeOf, waitReasons } from '../../../model/vocabulary.ts';
import type { ThreadTasks } from '../../../replay/threadTasks.ts';
import { RowIds } from './rowIds.ts';

const asleep = codeOf(waitReasons, 'Atomics.wait');

export class GrowingRows {
  readonly tasks: RowIds = new RowIds();
  readonly slices: RowIds = new RowIds();
  readonly waits: RowIds = new RowIds();
  readonly events: RowIds = new RowIds();
  readonly spans: RowIds = new RowIds();
  readonly #threads: ThreadTasks[] = [];
  /** By thread: where slices that still run are cut. */
  readonly #endNs: number[] = [];
  readonly #tellsWakers: boolean;

  /** `tellsWakers`: whether it is known when waits became ready; else only of threads that slept. */
  constructor(tellsWakers: boolean) {
    this.#tellsWakers = tellsWakers;
  }

  /** Returns the thread's number. */
  add(state: ThreadTasks): number {
    this.#endNs.push(state.nowNs);
    return this.#threads.push(state) - 1;
  }

  /** The thread that holds a row. @throws Error for a number that is no id */
  stateOf(ids: RowIds, id: number): ThreadTasks {
    const thread = ids.threadOf(id);
    if (thread === undefined) throw new Error(`${id} is not in this trace`);
    return this.#threads[thread];
  }

  cutAt(thread: number, endNs: number): void {
    this.#endNs[thread] = endNs;
  }

  /** Of a thread's own slice. */
  endOfSlice(thread: number, row: number): number {
    const { startNs, endNs } = this.#threads[thread].slices;
    return Number.isNaN(endNs[row]) ? Math.max(this.#endNs[thread], startNs[row]) : endNs[row];
  }

  readyNs(state: ThreadTasks, row: number): number {
    return this.#tellsWakers || state.waits.reason[row] === asleep ? state.waits.readyNs[row] : Number.NaN;
  }

  sliceIntervals(openEnd: number): Intervals {
    const { slices } = this;
    const start = this.#column(slices, ({ slices: { startNs } }, row) => startNs[row]);
    const end = { at: (id: number): number => this.endOfSlice(slices.threadOf(id) as number, slices.rowOf(id)) };
    return { start, end, weightFrom: start, openEnd };
  }

  waitIntervals(openEnd: number): Intervals {
    const { waits } = this;
    return {
      start: this.#column(waits, ({ waits: { startNs } }, row) => startNs[row]),
      end: this.#column(waits, ({ waits: { endNs } }, row) => endNs[row]),
      weightFrom: this.#column(waits, (state, row) => this.readyNs(state, row)),
      openEnd,
    };
  }

  #column(ids: RowIds, read: (state: ThreadTasks, row: number) => number): TimeColumn {
    return { at: (id) => read(this.#threads[ids.threadOf(id) as number], ids.rowOf(id)) };
  }
}
