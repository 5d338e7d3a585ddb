// The tasks of one group of a thread that grows, packed into lines as a finished trace packs them: as soon as nothing more can come between.

import { LinePacker } from '../../../layout/packIntervals.ts';
import { mostLines } from '../../../layout/taskGroup.ts';
import { SortedRows } from './sortedRows.ts';
import type { TaskTimes } from './taskTimes.ts';

export class GroupPacking {
  readonly #times: TaskTimes;
  /** By start. */
  readonly #tasks = new SortedRows();
  #packer = new LinePacker();
  #packed = 0;
  /** Packed tasks that were not over then. */
  readonly #open = new Set<number>();
  /** The lines of tasks that began just now, among which more may come. */
  readonly #last = new Map<number, number>();
  #lastPacker = this.#packer;

  constructor(times: TaskTimes) {
    this.#times = times;
  }

  /** The largest number of tasks that lived at one time. */
  get lines(): number {
    return this.#lastPacker.lines;
  }

  /** True when none of its tasks goes on, or began just now. */
  get isOver(): boolean {
    return this.#open.size + this.#last.size === 0;
  }

  /** All of its tasks, by start. */
  list(): number[] {
    return Array.from({ length: this.#tasks.length }, (_, position) => this.#tasks.at(position));
  }

  lineOf(task: number): number {
    const line = this.#last.get(task) ?? this.#times.parts.line[task];
    return Math.min(mostLines - 1, Math.max(0, line));
  }

  /**
   * Packs what has come; O(tasks that came or ended), or all of them when one turns out to have begun or ended long ago.
   * @param changed - tasks of the group that may have ended, or go on again
   * @returns from when on tasks may stand on other lines than before; infinite when all stand where they stood
   */
  grow(added: number[], changed: readonly number[]): number {
    const first = this.#tasks.insert(added, this.#times.compare);
    const changedFromNs = first < this.#packed || !this.#noteEnds(changed) ? this.#startOver() : this.#pack();
    this.#packLast();
    return changedFromNs;
  }

  /** False when a task did not end as it was packed. */
  #noteEnds(changed: readonly number[]): boolean {
    const { parts } = this.#times;
    const lastStartNs = this.#packed === 0 ? -Infinity : this.#times.startOf(this.#tasks.at(this.#packed - 1));
    for (const task of changed) {
      if (parts.line[task] < 0) continue;
      const end = this.#times.endOf(task);
      if (Object.is(end, parts.packedEnd[task])) continue;
      if (!Number.isNaN(parts.packedEnd[task]) || !(end > lastStartNs)) return false;
      parts.packedEnd[task] = end;
      this.#open.delete(task);
      this.#packer.end(parts.line[task], end);
    }
    return true;
  }

  #startOver(): number {
    this.#packer = new LinePacker();
    this.#packed = 0;
    this.#open.clear();
    return this.#pack();
  }

  #pack(): number {
    const { parts, startOf, endOf, sealedNs } = this.#times;
    let changedFromNs = Infinity;
    for (; this.#packed < this.#tasks.length; this.#packed++) {
      const task = this.#tasks.at(this.#packed);
      const start = startOf(task);
      if (!(start < sealedNs)) break;
      const line = this.#packer.take(start);
      const before = parts.line[task];
      if (before >= 0 && Math.min(before, mostLines - 1) !== Math.min(line, mostLines - 1)) changedFromNs = Math.min(changedFromNs, start);
      parts.line[task] = line;
      parts.packedEnd[task] = endOf(task);
      if (Number.isNaN(parts.packedEnd[task])) this.#open.add(task);
      else this.#packer.end(line, parts.packedEnd[task]);
    }
    return changedFromNs;
  }

  /** For now only: the next time they are packed again. */
  #packLast(): void {
    const { parts, startOf, endSoFar } = this.#times;
    this.#last.clear();
    this.#lastPacker = this.#packer;
    if (this.#packed === this.#tasks.length) return;
    const packer = new LinePacker(this.#packer);
    for (const task of this.#open) packer.end(parts.line[task], endSoFar(task));
    for (let position = this.#packed; position < this.#tasks.length; position++) {
      const task = this.#tasks.at(position);
      const line = packer.take(startOf(task));
      this.#last.set(task, line);
      packer.end(line, endSoFar(task));
    }
    this.#lastPacker = packer;
  }
}
