// Of each task of a thread that grows: its first and last slice and wait, and the line that it was packed into.

import { widen } from '../../../replay/rows/widen.ts';

const none = -1;

/** Columns by the thread's own task. */
export class TaskParts {
  firstSlice: Int32Array = new Int32Array(0);
  lastSlice: Int32Array = new Int32Array(0);
  firstWait: Int32Array = new Int32Array(0);
  lastWait: Int32Array = new Int32Array(0);
  /** The group that it was put into. */
  group: Int32Array = new Int32Array(0);
  /** −1 until it is packed. */
  line: Int32Array = new Int32Array(0);
  /** The end that it was packed with; NaN: none so far. */
  packedEnd: Float64Array = new Float64Array(0);

  add(task: number, group: number): void {
    if (task >= this.group.length) this.#grow(Math.max(256, task * 2));
    this.group[task] = group;
    this.firstSlice[task] = none;
    this.lastSlice[task] = none;
    this.firstWait[task] = none;
    this.lastWait[task] = none;
    this.line[task] = none;
  }

  addSlice(task: number, slice: number): void {
    if (this.firstSlice[task] === none) this.firstSlice[task] = slice;
    this.lastSlice[task] = slice;
  }

  addWait(task: number, wait: number): void {
    if (this.firstWait[task] === none) this.firstWait[task] = wait;
    this.lastWait[task] = wait;
  }

  #grow(capacity: number): void {
    this.firstSlice = widen(this.firstSlice, new Int32Array(capacity));
    this.lastSlice = widen(this.lastSlice, new Int32Array(capacity));
    this.firstWait = widen(this.firstWait, new Int32Array(capacity));
    this.lastWait = widen(this.lastWait, new Int32Array(capacity));
    this.group = widen(this.group, new Int32Array(capacity));
    this.line = widen(this.line, new Int32Array(capacity));
    this.packedEnd = widen(this.packedEnd, new Float64Array(capacity));
  }
}
