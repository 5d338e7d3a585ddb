// Slices that are summed up as they end. There is a row for each place on the stack: that of the slice which stands there.

import { taskCode } from '../codes.ts';
import { SliceRows } from '../rows/sliceRows.ts';
import type { TaskRows } from '../rows/taskRows.ts';
import type { TaskSums } from './taskSums.ts';

/** A part of the run whose slices are wanted one by one. */
export interface Window {
  readonly startNs: number;
  readonly endNs: number;
}

export class SummedSlices extends SliceRows {
  count = 0;
  /** Of those at the bottom of the stack. */
  runningNs = 0;
  /** By task of kind io. */
  readonly firstStartNs: Map<number, number> = new Map();
  /** Those in the windows, by end. */
  readonly kept: SliceRows = new SliceRows();
  readonly #tasks: TaskRows;
  readonly #sums: TaskSums;
  readonly #windows: readonly Window[];

  /** @param windows - by start; they don't overlap */
  constructor(tasks: TaskRows, sums: TaskSums, windows: readonly Window[]) {
    super();
    this.#tasks = tasks;
    this.#sums = sums;
    this.#windows = windows;
  }

  override add(task: number, startNs: number, depth: number): number {
    this.count++;
    if (this.#tasks.kind[task] === taskCode.io && !this.firstStartNs.has(task)) this.firstStartNs.set(task, startNs);
    if (depth === this.length) return super.add(task, startNs, depth);
    this.task[depth] = task;
    this.startNs[depth] = startNs;
    this.endNs[depth] = Number.NaN;
    return depth;
  }

  override end(row: number, endNs: number): void {
    this.endNs[row] = endNs;
    const task = this.task[row]!;
    const startNs = this.startNs[row]!;
    this.#sums.addRun(task, endNs - startNs);
    if (row === 0) this.runningNs += endNs - startNs;
    else this.#sums.addRun(this.task[row - 1]!, startNs - endNs);
    if (this.#windows.length > 0 && this.#isInWindow(startNs, endNs)) this.kept.end(this.kept.add(task, startNs, row), endNs);
  }

  /** Those that still run are cut at `endNs`. */
  endAll(endNs: number): void {
    for (let row = this.length - 1; row >= 0; row--) {
      if (Number.isNaN(this.endNs[row])) this.end(row, Math.max(endNs, this.startNs[row]!));
    }
  }

  #isInWindow(startNs: number, endNs: number): boolean {
    let low = 0;
    let high = this.#windows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#windows[middle]!.endNs <= startNs) low = middle + 1;
      else high = middle;
    }
    return low < this.#windows.length && this.#windows[low]!.startNs < endNs;
  }

  /** There are no more rows than places on the stack. */
  override reserve(): void {}
}
