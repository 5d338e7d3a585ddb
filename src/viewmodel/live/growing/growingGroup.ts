// The tasks of one function on one thread that grows, on lines: what is over stays as it was built.

import { type Grouping, type Line, linesFor, mostExpandedLines, type TaskLines } from '../../../layout/taskGroup.ts';
import type { Track } from '../../../layout/track.ts';
import { GroupPacking } from './groupPacking.ts';
import type { Items, Reach } from './lineTrack.ts';
import { Strand } from './strand.ts';
import type { TaskTimes } from './taskTimes.ts';

/** What the group needs of its thread. */
export interface GroupThread {
  readonly times: TaskTimes;
  readonly slices: Items;
  readonly waits: Items;
  readonly sliceReach: Reach;
  readonly waitReach: Reach;
  /** Grows with each growth. */
  readonly growth: number;
  taskId(row: number): number;
  taskRow(id: number): number;
  taskOfSlice(row: number): number;
  taskOfWait(row: number): number;
  createdNs(task: number): number;
}

export class GrowingGroup implements TaskLines {
  tasks = 0;
  readonly #thread: GroupThread;
  readonly #packing: GroupPacking;
  #added: number[] = [];
  #changed: number[] = [];
  readonly #slices: Strand;
  readonly #waits: Strand;
  #grownAt = 0;
  #lines = new Map<string, Line>();
  #expanded: { readonly tasks: readonly number[]; readonly lineOf: ReadonlyMap<number, number> } | null = null;

  constructor(thread: GroupThread) {
    this.#thread = thread;
    this.#packing = new GroupPacking(thread.times);
    this.#slices = new Strand(thread.slices, thread.taskOfSlice);
    this.#waits = new Strand(thread.waits, thread.taskOfWait);
  }

  addTask(task: number): void {
    this.tasks++;
    this.#added.push(task);
  }

  addSlice(slice: number): void {
    this.#slices.added.push(slice);
  }

  addWait(wait: number): void {
    this.#waits.added.push(wait);
  }

  /** One of its tasks may have ended, or goes on again. */
  change(task: number): void {
    this.#changed.push(task);
  }

  get hasRun(): boolean {
    return this.#slices.length > 0;
  }

  get atOnce(): number {
    this.#grow();
    return this.#packing.lines;
  }

  lines(grouping: Grouping): number {
    return linesFor(this, grouping);
  }

  lineOf(task: number, grouping: Grouping): number {
    if (grouping === 'collapsed') return 0;
    const row = this.#thread.taskRow(task);
    this.#grow();
    return grouping === 'packed' ? this.#packing.lineOf(row) : (this.#expand().lineOf.get(row) ?? 0);
  }

  taskAt(line: number): number {
    this.#grow();
    return this.#thread.taskId(this.#expand().tasks[line]);
  }

  line(line: number, grouping: Grouping): Line {
    this.#grow();
    const key = `${grouping} ${line}`;
    const known = this.#lines.get(key);
    if (known !== undefined) return known;
    const { sliceReach, waitReach } = this.#thread;
    const built = {
      slices: this.#trackOf(this.#slices, sliceReach, line, grouping),
      waits: this.#trackOf(this.#waits, waitReach, line, grouping),
    };
    this.#lines.set(key, built);
    return built;
  }

  #trackOf(strand: Strand, reach: Reach, line: number, grouping: Grouping): Track {
    if (grouping === 'collapsed') return strand.whole(reach);
    if (grouping === 'packed') return strand.packed(reach, (task) => this.#packing.lineOf(task), line);
    const { lineOf } = this.#expand();
    return strand.only(reach, (task) => lineOf.get(task) === line);
  }

  /** Takes in what has come since the last time that somebody looked. */
  #grow(): void {
    if (this.#grownAt === this.#thread.growth) return;
    this.#grownAt = this.#thread.growth;
    const hasNews = this.#added.length + this.#changed.length + this.#slices.added.length + this.#waits.added.length > 0;
    // What is over stays as it was built.
    if (!hasNews && this.#packing.isOver) return;
    this.#lines = new Map();
    this.#expanded = null;
    const movedFromNs = this.#packing.grow(this.#added, this.#changed);
    this.#added = [];
    this.#changed = [];
    this.#slices.grow(this.#thread.sliceReach, movedFromNs);
    this.#waits.grow(this.#thread.waitReach, movedFromNs);
  }

  /** With one task a row: the tasks by creation. O(tasks log tasks). */
  #expand(): { readonly tasks: readonly number[]; readonly lineOf: ReadonlyMap<number, number> } {
    if (this.#expanded !== null) return this.#expanded;
    const { createdNs } = this.#thread;
    const tasks = this.#packing.list().sort((a, b) => createdNs(a) - createdNs(b) || a - b);
    const lineOf = new Map(tasks.map((task, at) => [task, Math.min(at, mostExpandedLines - 1)]));
    this.#expanded = { tasks, lineOf };
    return this.#expanded;
  }
}
