// Tasks, slices and waits of all threads in one table each, in the order that readers rely on.

import type { AggregateTable, SliceTable, TaskTable, WaitTable } from '../model/trace.ts';
import type { FramePart } from './assembleFrame.ts';
import { reasonCode } from './codes.ts';
import { compactSlices, compactTasks, compactWaits, type Wide } from './compactTables.ts';
import type { SliceRows } from './rows/sliceRows.ts';
import type { TaskRows } from './rows/taskRows.ts';
import type { WaitRows } from './rows/waitRows.ts';
import { assembleAggregates } from './synchronization/assembleAggregates.ts';

export interface AssembledTasks {
  readonly tasks: TaskTable;
  readonly slices: SliceTable;
  readonly waits: WaitTable;
  /** By thread, then by its own row. */
  readonly places: { readonly task: readonly Uint32Array[]; readonly slice: readonly Uint32Array[]; readonly wait: readonly Uint32Array[] };
  readonly aggregates: AggregateTable;
}

export interface TaskOptions {
  /** Whether it is known when and by what waits became ready; not at the light level. */
  readonly tellsWakers: boolean;
  /** Whether the rows of the replays are given up as soon as they are copied. */
  readonly spends: boolean;
}

/** One table after the other, so that no more than one is there twice. O(tasks + slices + waits), and a sort of the groups that hold late tasks. */
export function assembleTasks(parts: readonly FramePart[], { tellsWakers, spends }: TaskOptions): AssembledTasks {
  const tasks = emptyTasks(parts.reduce((sum, { replay }) => sum + replay.state.tasks.length, 0));
  const task: Uint32Array[] = [];
  let firstTask = 0;
  parts.forEach((part, thread) => {
    const { state } = part.replay;
    const index = orderTasks(state.tasks, state.groups.list.length, firstTask);
    task.push(index);
    copyTasks(part, thread, index, tasks);
    firstTask += state.tasks.length;
  });
  const wideSlices = emptySlices(parts.reduce((sum, { replay }) => sum + replay.state.slices.length, 0));
  const slice = copyByTask(
    parts,
    task,
    tasks.firstSlice,
    ({ replay }) => replay.state.slices,
    (part, index, at) => {
      copySlices(part, index, at, wideSlices);
      if (spends) part.replay.state.slices.clear();
    },
  );
  const slices = compactSlices(wideSlices);
  const wideWaits = emptyWaits(parts.reduce((sum, { replay }) => sum + replay.state.waits.length, 0));
  const wait = copyByTask(
    parts,
    task,
    tasks.firstWait,
    ({ replay }) => replay.state.waits,
    (part, index, at) => {
      copyWaits(part, index, at, wideWaits, tellsWakers);
      if (spends) part.replay.state.waits.clear();
    },
  );
  const waits = compactWaits(wideWaits);
  const aggregates = assembleAggregates(parts, wait, task);
  if (spends) {
    for (const { replay } of parts) {
      replay.state.tasks.clear();
      replay.state.promises.clear();
    }
  }
  return { tasks: compactTasks(tasks), slices, waits, places: { task, slice, wait }, aggregates };
}

/**
 * Copies what each thread's tasks did, in the order of tasks.
 * @param first - is given where that of each task begins
 * @returns where each row has gone, by thread
 */
function copyByTask(
  parts: readonly FramePart[],
  tasks: readonly Uint32Array[],
  first: Uint32Array,
  rowsOf: (part: FramePart) => SliceRows | WaitRows,
  copy: (part: FramePart, index: Uint32Array, at: Uint32Array) => void,
): readonly Uint32Array[] {
  let firstTask = 0;
  return parts.map((part, thread) => {
    const rows = rowsOf(part);
    const index = tasks[thread]!;
    const at = countRows(rows.task, rows.length, index, firstTask, first);
    copy(part, index, at);
    firstTask += index.length;
    return at;
  });
}

/** The new index of each of the thread's tasks: by group, then created. */
function orderTasks(rows: TaskRows, groups: number, firstTask: number): Uint32Array {
  const starts = new Uint32Array(groups + 1);
  for (let task = 0; task < rows.length; task++) starts[rows.group[task]! + 1]!++;
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  const order = new Uint32Array(rows.length);
  const next = starts.slice();
  for (let task = 0; task < rows.length; task++) order[next[rows.group[task]!]!++] = task;
  const { createdNs } = rows;
  for (let group = 0; group < groups; group++) {
    const members = order.subarray(starts[group]!, starts[group + 1]!);
    // Reactions are noticed in the order in which they run.
    if (!isCreatedInOrder(members, createdNs)) members.sort((a, b) => createdNs[a]! - createdNs[b]! || a - b);
  }
  const index = new Uint32Array(rows.length);
  for (let at = 0; at < order.length; at++) index[order[at]!] = firstTask + at;
  return index;
}

function isCreatedInOrder(tasks: Uint32Array, createdNs: Float64Array): boolean {
  for (let at = 1; at < tasks.length; at++) if (createdNs[tasks[at]!]! < createdNs[tasks[at - 1]!]!) return false;
  return true;
}

function copyTasks(
  { replay, firstEvent, firstGroup, texts, sources }: FramePart,
  thread: number,
  index: Uint32Array,
  into: Wide<TaskTable>,
): void {
  const { state } = replay;
  const rows = state.tasks;
  const groupName = Uint32Array.from(state.groups.list, ({ name }) => texts[name]!);
  const groupSource = Uint32Array.from(state.groups.list, ({ site }) => sources[site] ?? 0);
  for (let task = 0; task < rows.length; task++) {
    const at = index[task]!;
    const group = rows.group[task]!;
    const parent = rows.parent[task]!;
    const created = rows.createEvent[task]!;
    const settled = rows.settleEvent[task]!;
    into.thread[at] = thread;
    into.group[at] = firstGroup + group;
    into.kind[at] = rows.kind[task]!;
    into.name[at] = groupName[group]!;
    into.source[at] = groupSource[group]!;
    into.parent[at] = parent < 0 ? -1 : index[parent]!;
    into.createdNs[at] = rows.createdNs[task]!;
    into.settledNs[at] = rows.settledNs[task]!;
    into.outcome[at] = rows.outcome[task]!;
    into.createEvent[at] = created < 0 ? -1 : firstEvent + created;
    into.settleEvent[at] = settled < 0 ? -1 : firstEvent + settled;
  }
}

/**
 * Fills `first` for the thread's tasks, and the next one's, from the rows' tasks.
 * @returns by row, where it goes: rows of a task keep their order
 */
function countRows(taskOf: Int32Array, length: number, index: Uint32Array, firstTask: number, first: Uint32Array): Uint32Array {
  const counts = new Uint32Array(index.length);
  for (let row = 0; row < length; row++) counts[index[taskOf[row]!]! - firstTask]!++;
  let next = first[firstTask]!;
  for (let task = 0; task < index.length; task++) {
    const count = counts[task]!;
    counts[task] = next;
    next += count;
    first[firstTask + task + 1] = next;
  }
  const places = new Uint32Array(length);
  for (let row = 0; row < length; row++) places[row] = counts[index[taskOf[row]!]! - firstTask]!++;
  return places;
}

function copySlices({ replay, endNs }: FramePart, index: Uint32Array, places: Uint32Array, into: Wide<SliceTable>): void {
  const { state } = replay;
  const rows = state.slices;
  for (let row = 0; row < rows.length; row++) {
    const at = places[row]!;
    const end = rows.endNs[row]!;
    into.task[at] = index[rows.task[row]!]!;
    into.startNs[at] = rows.startNs[row]!;
    into.endNs[at] = Number.isNaN(end) ? Math.max(endNs, rows.startNs[row]!) : end;
    into.depth[at] = rows.depth[row]!;
  }
}

function copyWaits(
  { replay, firstEvent, sources }: FramePart,
  index: Uint32Array,
  places: Uint32Array,
  into: Wide<WaitTable>,
  tellsWakers: boolean,
): void {
  const { state } = replay;
  const rows = state.waits;
  for (let row = 0; row < rows.length; row++) {
    const at = places[row]!;
    const task = rows.task[row]!;
    if (state.tasks.openWait[task] === row) state.fillReady(task, row);
    const isTold = tellsWakers || rows.reason[row] === reasonCode['Atomics.wait'];
    const wokenBy = isTold ? rows.wokenBy[row]! : -1;
    const awaited = rows.awaited[row]!;
    into.task[at] = index[task]!;
    into.startNs[at] = rows.startNs[row]!;
    into.readyNs[at] = isTold ? rows.readyNs[row]! : Number.NaN;
    into.endNs[at] = rows.endNs[row]!;
    into.reason[at] = rows.reason[row]!;
    into.source[at] = sources[rows.source[row]!] ?? 0;
    into.wokenBy[at] = wokenBy < 0 ? -1 : firstEvent + wokenBy;
    into.awaited[at] = awaited < 0 ? -1 : index[awaited]!;
  }
}

function emptyTasks(count: number): Wide<TaskTable> {
  return {
    count,
    thread: new Uint16Array(count),
    group: new Uint32Array(count),
    kind: new Uint8Array(count),
    name: new Uint32Array(count),
    source: new Uint32Array(count),
    parent: new Int32Array(count),
    createdNs: new Float64Array(count),
    settledNs: new Float64Array(count),
    outcome: new Uint8Array(count),
    createEvent: new Int32Array(count),
    settleEvent: new Int32Array(count),
    firstSlice: new Uint32Array(count + 1),
    firstWait: new Uint32Array(count + 1),
  };
}

function emptySlices(count: number): Wide<SliceTable> {
  return {
    count,
    task: new Uint32Array(count),
    startNs: new Float64Array(count),
    endNs: new Float64Array(count),
    depth: new Uint16Array(count),
  };
}

function emptyWaits(count: number): Wide<WaitTable> {
  return {
    count,
    task: new Uint32Array(count),
    startNs: new Float64Array(count),
    readyNs: new Float64Array(count),
    endNs: new Float64Array(count),
    reason: new Uint8Array(count),
    source: new Uint32Array(count),
    wokenBy: new Int32Array(count),
    awaited: new Int32Array(count),
  };
}
