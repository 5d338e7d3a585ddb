// One thread of a run that records, as layout sees it: takes in the rows that its replay has added or ended.

import { isPoint, ThreadMarks } from '../../../layout/threadMarks.ts';
import type { Intervals, Track } from '../../../layout/track.ts';
import { codeOf, eventKinds } from '../../../model/vocabulary.ts';
import type { ThreadReplay } from '../../../replay/threadReplay.ts';
import type { ThreadTasks } from '../../../replay/threadTasks.ts';
import { CallBacks } from './callBacks.ts';
import { type GroupThread, GrowingGroup } from './growingGroup.ts';
import type { GrowingRows } from './growingRows.ts';
import { type Items, LineTrack, type Reach } from './lineTrack.ts';
import { TaskParts } from './taskParts.ts';
import { TaskTimes } from './taskTimes.ts';

const settleEvent = codeOf(eventKinds, 'settle');

export class GrowingThread implements GroupThread {
  readonly replay: ThreadReplay;
  /** Its number among the ids of rows. */
  readonly number: number;
  readonly marks: ThreadMarks = new ThreadMarks();
  readonly callBacks: CallBacks;
  readonly slices: Items;
  readonly waits: Items;
  times: TaskTimes;
  growth = 0;
  sliceReach: Reach;
  waitReach: Reach;
  /** By the thread's own groups. */
  groups: GrowingGroup[] = [];
  readonly #state: ThreadTasks;
  readonly #rows: GrowingRows;
  #parts = new TaskParts();
  #outermost: LineTrack;
  #outermostTrack: Track | null = null;
  #addedOutermost: number[] = [];
  #openSlices: number[] = [];
  #openWaits: number[] = [];
  #tasks = 0;
  #sliceCount = 0;
  #waitCount = 0;
  #events = 0;

  constructor(replay: ThreadReplay, rows: GrowingRows) {
    const { state } = replay;
    this.replay = replay;
    this.#state = state;
    this.#rows = rows;
    this.number = rows.add(state);
    this.slices = this.#items(state.slices, rows.slices);
    this.waits = this.#items(state.waits, rows.waits);
    this.callBacks = new CallBacks(state, rows);
    this.times = new TaskTimes(state, this.#parts, rows, this.number);
    this.#outermost = new LineTrack(this.slices);
    const intervals = rows.sliceIntervals(0);
    this.sliceReach = { intervals, sealedNs: 0 };
    this.waitReach = this.sliceReach;
  }

  /**
   * @param nowNs - where what goes on is cut; `endNs`: its slices
   * O(rows that came since + those that go on).
   */
  grow(slices: Intervals, waits: Intervals, nowNs: number, endNs: number): void {
    this.growth++;
    this.times.nowNs = nowNs;
    this.#rows.cutAt(this.number, endNs);
    this.sliceReach = { intervals: slices, sealedNs: this.#state.nowNs };
    this.waitReach = { intervals: waits, sealedNs: this.#state.nowNs };
    this.#outermostTrack = null;
    if (!this.#takeRows()) {
      this.#startOver();
      this.#takeRows();
    }
  }

  /** Its slices at depth 0, as of the last growth. */
  get track(): Track {
    if (this.#outermostTrack !== null) return this.#outermostTrack;
    const { rows } = this.#outermost;
    const { length } = rows;
    const first = rows.insert(this.#addedOutermost, this.slices.compare);
    this.#addedOutermost = [];
    if (first < length) this.#outermost.revise(this.sliceReach, rows.at(first));
    this.#outermostTrack = this.#outermost.build(this.sliceReach);
    return this.#outermostTrack;
  }

  /** True for the last slice of its task. */
  isLast(slice: number): boolean {
    return this.#parts.lastSlice[this.#state.slices.task[slice]] === slice;
  }

  readonly taskId = (row: number): number => this.#rows.tasks.idOf(this.number, row);
  readonly taskRow = (id: number): number => this.#rows.tasks.rowOf(id);
  readonly taskOfSlice = (row: number): number => this.#state.slices.task[row];
  readonly taskOfWait = (row: number): number => this.#state.waits.task[row];
  readonly createdNs = (task: number): number => this.#state.tasks.createdNs[task];

  #items(rows: ThreadTasks['slices'] | ThreadTasks['waits'], ids: GrowingRows['slices']): Items {
    const { tasks } = this.#state;
    return {
      idOf: (row) => ids.idOf(this.number, row),
      rowOf: (id) => ids.rowOf(id),
      startOf: (row) => rows.startNs[row],
      isOpen: (row) => Number.isNaN(rows.endNs[row]),
      compare(one, other) {
        const byStart = rows.startNs[one] - rows.startNs[other];
        if (byStart !== 0) return byStart;
        const [task, next] = [rows.task[one], rows.task[other]];
        return tasks.group[task] - tasks.group[next] || tasks.createdNs[task] - tasks.createdNs[next] || task - next || one - other;
      },
    };
  }

  /** False when a task has turned out to be one of another function. */
  #takeRows(): boolean {
    this.#takeTasks();
    const areInPlace = this.#takeSlices();
    this.#takeWaits();
    this.#takeEvents();
    return areInPlace;
  }

  #startOver(): void {
    this.groups = [];
    this.#parts = new TaskParts();
    const { nowNs } = this.times;
    this.times = new TaskTimes(this.#state, this.#parts, this.#rows, this.number);
    this.times.nowNs = nowNs;
    this.#outermost = new LineTrack(this.slices);
    this.#addedOutermost = [];
    this.#openSlices = [];
    this.#openWaits = [];
    this.#tasks = 0;
    this.#sliceCount = 0;
    this.#waitCount = 0;
    this.callBacks.startOver();
  }

  #groupOf(task: number): GrowingGroup {
    const at = this.#parts.group[task];
    for (let group = this.groups.length; group <= at; group++) this.groups.push(new GrowingGroup(this));
    return this.groups[at];
  }

  #takeTasks(): void {
    const { tasks } = this.#state;
    for (; this.#tasks < tasks.length; this.#tasks++) {
      this.#parts.add(this.#tasks, tasks.group[this.#tasks]);
      this.#groupOf(this.#tasks).addTask(this.#tasks);
      this.callBacks.addTask(this.#tasks);
    }
  }

  #takeSlices(): boolean {
    const { slices, tasks } = this.#state;
    let areInPlace = true;
    const note = (slice: number): void => {
      const task = slices.task[slice];
      if (tasks.group[task] !== this.#parts.group[task]) areInPlace = false;
      this.#groupOf(task).change(task);
    };
    const before = this.#openSlices;
    this.#openSlices = before.filter((slice) => Number.isNaN(slices.endNs[slice]));
    if (this.#openSlices.length < before.length) before.forEach(note);
    for (; this.#sliceCount < slices.length; this.#sliceCount++) {
      const slice = this.#sliceCount;
      const task = slices.task[slice];
      this.#parts.addSlice(task, slice);
      this.#groupOf(task).addSlice(slice);
      note(slice);
      if (slices.depth[slice] === 0) this.#addedOutermost.push(slice);
      if (Number.isNaN(slices.endNs[slice])) this.#openSlices.push(slice);
      this.callBacks.addSlice(task, slice);
    }
    return areInPlace;
  }

  #takeWaits(): void {
    const { waits } = this.#state;
    const before = this.#openWaits;
    this.#openWaits = [];
    for (const wait of before) {
      if (Number.isNaN(waits.endNs[wait])) this.#leaveOpen(wait);
      else this.#groupOf(waits.task[wait]).change(waits.task[wait]);
    }
    for (; this.#waitCount < waits.length; this.#waitCount++) {
      const wait = this.#waitCount;
      const task = waits.task[wait];
      this.#parts.addWait(task, wait);
      this.#groupOf(task).addWait(wait);
      this.#groupOf(task).change(task);
      this.callBacks.addWait(task, wait);
      if (Number.isNaN(waits.endNs[wait])) this.#leaveOpen(wait);
    }
  }

  #leaveOpen(wait: number): void {
    this.#openWaits.push(wait);
    const task = this.#state.waits.task[wait];
    // What it waits for may have settled: it is ready, though it does not run yet.
    if (this.#state.tasks.openWait[task] === wait) this.#state.fillReady(task, wait);
  }

  #takeEvents(): void {
    const { events } = this.#state;
    for (; this.#events < events.length; this.#events++) {
      const event = this.#events;
      const kind = events.kind[event];
      if (isPoint(kind)) this.marks.add(this.#rows.events.idOf(this.number, event), events.timeNs[event], events.detail[event]);
      // A task that neither ran nor waited may settle.
      else if (kind === settleEvent && events.task[event] >= 0) this.#groupOf(events.task[event]).change(events.task[event]);
    }
  }
}
