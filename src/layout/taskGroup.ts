// The tasks of one function on one thread: packed into lines, or one a line; built when somebody looks.

import { indexes, orderByKeys, orderByTime } from '../analysis/orderByTime.ts';
import type { Trace } from '../model/trace.ts';
import type { Nanoseconds } from '../model/units.ts';
import { buildTrack } from './growingTrack.ts';
import { packIntervals } from './packIntervals.ts';
import type { Intervals, Track } from './track.ts';

/** A group takes this many rows at most; the tasks that find no place are merged into the last of them. */
export const mostLines = 8;
/** With one task a row, too, a group ends somewhere: the rest is merged into its last row. */
export const mostExpandedLines = 2_000;

/** What a row of a group draws. */
export interface Line {
  readonly slices: Track;
  readonly waits: Track;
}

/** How a group is shown: on one row, packed, or one task a row. */
export type Grouping = 'collapsed' | 'packed' | 'expanded';

/** The tasks of a group as rows show them. */
export interface TaskLines {
  readonly tasks: number;
  readonly hasRun: boolean;
  /** The largest number of its tasks that lived at one time. */
  readonly atOnce: number;
  lines(grouping: Grouping): number;
  lineOf(task: number, grouping: Grouping): number;
  line(line: number, grouping: Grouping): Line;
  /** With one task a row, the task of a line. */
  taskAt(line: number): number;
}

export class TaskGroup implements TaskLines {
  readonly firstTask: number;
  readonly endTask: number;
  readonly #trace: Trace;
  readonly #slices: Intervals;
  readonly #waits: Intervals;
  readonly #lines = new Map<string, Line>();
  #packed: { readonly line: Uint8Array; readonly lines: number } | undefined;

  constructor(trace: Trace, slices: Intervals, waits: Intervals, firstTask: number, endTask: number) {
    this.#trace = trace;
    this.#slices = slices;
    this.#waits = waits;
    this.firstTask = firstTask;
    this.endTask = endTask;
  }

  get tasks(): number {
    return this.endTask - this.firstTask;
  }

  taskAt(line: number): number {
    return this.firstTask + line;
  }

  get hasRun(): boolean {
    const first = this.#trace.tasks.firstSlice;
    return first[this.endTask] > first[this.firstTask];
  }

  /** The largest number of its tasks that lived at one time. The first call packs: O(tasks log lines). */
  get atOnce(): number {
    return this.#packing().lines;
  }

  lines(grouping: Grouping): number {
    return linesFor(this, grouping);
  }

  lineOf(task: number, grouping: Grouping): number {
    if (grouping === 'collapsed') return 0;
    return grouping === 'packed' ? this.#packing().line[task - this.firstTask] : Math.min(task - this.firstTask, mostExpandedLines - 1);
  }

  /** What stands on a line. Built at the first call: O(slices and waits of the group). */
  line(line: number, grouping: Grouping): Line {
    const key = `${grouping} ${line}`;
    const known = this.#lines.get(key);
    if (known !== undefined) return known;
    if (grouping === 'packed') this.#buildPackedLines();
    else this.#lines.set(key, this.#buildLine(grouping === 'collapsed' ? null : line));
    return this.#lines.get(key) as Line;
  }

  /** All tasks on one line, or those of a line of one task a row. */
  #buildLine(line: number | null): Line {
    const { firstSlice, firstWait } = this.#trace.tasks;
    const first = this.firstTask + (line ?? 0);
    const end = line === null || line === mostExpandedLines - 1 ? this.endTask : first + 1;
    return {
      slices: trackOfRange(this.#slices, firstSlice[first], firstSlice[end]),
      waits: trackOfRange(this.#waits, firstWait[first], firstWait[end]),
    };
  }

  #buildPackedLines(): void {
    const { firstSlice, firstWait } = this.#trace.tasks;
    const slices = this.#distribute(firstSlice);
    const waits = this.#distribute(firstWait);
    for (let line = 0; line < this.lines('packed'); line++) {
      this.#lines.set(`packed ${line}`, {
        slices: orderedTrack(this.#slices, slices[line]),
        waits: orderedTrack(this.#waits, waits[line]),
      });
    }
  }

  /** The children of the group's tasks (`first` as in the task table) by packed line. */
  #distribute(first: Uint32Array): Uint32Array[] {
    const { line } = this.#packing();
    const counts = new Uint32Array(this.lines('packed'));
    for (let task = this.firstTask; task < this.endTask; task++) counts[line[task - this.firstTask]] += first[task + 1] - first[task];
    const parts = Array.from(counts, (count) => new Uint32Array(count));
    counts.fill(0);
    for (let task = this.firstTask; task < this.endTask; task++) {
      const at = line[task - this.firstTask];
      for (let child = first[task]; child < first[task + 1]; child++) parts[at][counts[at]++] = child;
    }
    return parts;
  }

  #packing(): { readonly line: Uint8Array; readonly lines: number } {
    this.#packed ??= this.#pack();
    return this.#packed;
  }

  #pack(): { readonly line: Uint8Array; readonly lines: number } {
    const starts = new Float64Array(this.tasks);
    for (let i = 0; i < this.tasks; i++) starts[i] = taskStart(this.#trace, this.firstTask + i);
    const order = orderByKeys(starts.slice(), indexes(0, this.tasks));
    const sortedStarts = new Float64Array(this.tasks);
    const sortedEnds = new Float64Array(this.tasks);
    for (let k = 0; k < order.length; k++) {
      sortedStarts[k] = starts[order[k]];
      sortedEnds[k] = taskEnd(this.#trace, this.firstTask + order[k], sortedStarts[k]);
    }
    const packing = packIntervals(sortedStarts, sortedEnds);
    const line = new Uint8Array(this.tasks);
    for (let k = 0; k < order.length; k++) line[order[k]] = Math.min(mostLines - 1, packing.line[k]);
    return { line, lines: packing.lines };
  }
}

/** How many rows a group takes. */
export function linesFor(group: TaskLines, grouping: Grouping): number {
  if (grouping === 'collapsed') return 1;
  return grouping === 'packed' ? Math.min(mostLines, group.atOnce) : Math.min(mostExpandedLines, group.tasks);
}

/** A task's own name, else that of its group. */
export function taskName(trace: Trace, task: number): string {
  return trace.strings[trace.tasks.name[task]] || trace.lanes[trace.tasks.group[task]].name;
}

/** When a task came into being, as far as the trace knows. */
export function taskStart(trace: Trace, task: number): Nanoseconds {
  const { createdNs, firstSlice, firstWait } = trace.tasks;
  let start = Infinity;
  if (createdNs.at(task) < start) start = createdNs.at(task);
  if (firstSlice[task + 1] > firstSlice[task]) start = Math.min(start, trace.slices.startNs.at(firstSlice[task]));
  if (firstWait[task + 1] > firstWait[task]) start = Math.min(start, trace.waits.startNs.at(firstWait[task]));
  return start === Infinity ? 0 : start;
}

/** When a task had settled and run for the last time; the trace's end while it still waits. `start`: as {@link taskStart}, where it is known. */
export function taskEnd(trace: Trace, task: number, start: Nanoseconds = taskStart(trace, task)): Nanoseconds {
  const { settledNs, firstSlice, firstWait } = trace.tasks;
  let end = start;
  if (settledNs.at(task) > end) end = settledNs.at(task);
  if (firstSlice[task + 1] > firstSlice[task]) end = Math.max(end, trace.slices.endNs.at(firstSlice[task + 1] - 1));
  if (firstWait[task + 1] > firstWait[task]) {
    const waitEnd = trace.waits.endNs.at(firstWait[task + 1] - 1);
    end = Number.isNaN(waitEnd) ? Math.max(end, trace.header.durationNs) : Math.max(end, waitEnd);
  }
  return end;
}

function trackOfRange(intervals: Intervals, first: number, end: number): Track {
  return orderedTrack(intervals, indexes(first, end));
}

function orderedTrack(intervals: Intervals, items: Uint32Array): Track {
  return buildTrack(intervals, orderByTime(intervals.start, items));
}
