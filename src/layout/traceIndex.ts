// What layout knows of a trace before anybody looks: who nests in whom, each thread's slices in order of time, each group's tasks.

import { indexes, orderByTime } from '../analysis/orderByTime.ts';
import { slicesByThread } from '../analysis/selfTime.ts';
import type { Trace } from '../model/trace.ts';
import { codeOf, outcomes } from '../model/vocabulary.ts';
import { CounterTracks } from './counterTracks.ts';
import { buildTrack } from './growingTrack.ts';
import { hueCount, hueOf } from './hue.ts';
import { endsOf, MessageIndex } from './messageIndex.ts';
import { TaskGroup, taskName } from './taskGroup.ts';
import { marksOf } from './threadMarks.ts';
import { ThreadSpans } from './threadSpans.ts';
import type { TaskFacts, TimelineIndex } from './timelineIndex.ts';
import type { Intervals, Track } from './track.ts';

export interface TraceIndex extends TimelineIndex {
  readonly trace: Trace;
  readonly slices: Intervals;
  readonly groups: ReadonlyMap<number, TaskGroup>;
  /** The slices of each thread from the earliest, a slice before what nests in it. */
  readonly slicesByThread: readonly Uint32Array[];
}

const rejected = codeOf(outcomes, 'rejected');

/**
 * O(rows of all tables). What only a visible row needs is built when it is first seen.
 * @param recorded - the slices of each thread in the order in which they were recorded, where that is known: nothing need be sorted then
 */
export function buildTraceIndex(trace: Trace, recorded: readonly Uint32Array[] | null = null): TraceIndex {
  const byThread = recorded?.map((own) => orderByTime(trace.slices.startNs, own)) ?? slicesByThread(trace);
  const openEnd = trace.header.durationNs;
  const slices: Intervals = { start: trace.slices.startNs, end: trace.slices.endNs, weightFrom: trace.slices.startNs, openEnd };
  const waits: Intervals = { start: trace.waits.startNs, end: trace.waits.endNs, weightFrom: trace.waits.readyNs, openEnd };
  return {
    trace,
    frame: trace,
    slices,
    waits,
    tasks: taskFactsOf(trace),
    children: childrenOf(trace),
    groups: groupsOf(trace, slices, waits),
    hueOfLane: huesOf(trace),
    threads: threadTracks(trace, slices, byThread),
    slicesByThread: byThread,
    spans: spansByThread(trace),
    marks: trace.threads.map((_, thread) => marksOf(trace, thread)),
    messages: new MessageIndex(endsOf(trace), trace.threads.length),
    counters: new CounterTracks(trace),
  };
}

export function childrenOf({ lanes }: Pick<Trace, 'lanes'>): number[][] {
  const children: number[][] = lanes.map(() => []);
  lanes.forEach((lane, index) => {
    if (lane.parent >= 0) children[lane.parent].push(index);
  });
  return children;
}

function taskFactsOf(trace: Trace): TaskFacts {
  const { tasks, slices } = trace;
  return {
    laneOf: (task) => tasks.group[task],
    nameOf: (task) => taskName(trace, task),
    taskOfSlice: (slice) => slices.task[slice],
    failedIn(slice) {
      const task = slices.task[slice];
      return tasks.outcome[task] === rejected && slice === tasks.firstSlice[task + 1] - 1;
    },
  };
}

function groupsOf(trace: Trace, slices: Intervals, waits: Intervals): Map<number, TaskGroup> {
  const groups = new Map<number, TaskGroup>();
  const lanes = trace.tasks.group;
  let first = 0;
  for (let task = 1; task <= trace.tasks.count; task++) {
    if (task < trace.tasks.count && lanes[task] === lanes[first]) continue;
    groups.set(lanes[first], new TaskGroup(trace, slices, waits, first, task));
    first = task;
  }
  return groups;
}

/** A group has the hue of its function; a process, for the minimap, that of its name, or the next one that no process before it has. */
export function huesOf({ lanes, sources, strings, header }: Pick<Trace, 'lanes' | 'sources' | 'strings' | 'header'>): Uint8Array {
  // The same function has a lane in each thread.
  const known = new Map<string, number>();
  const taken = new Set<number>();
  return Uint8Array.from(lanes, ({ kind, source, name }) => {
    const file = source > 0 ? strings[sources.file[source]] : '';
    const key = `${file}\n${name}`;
    const hue = known.get(key) ?? hueOf(file, name, header.cwd);
    known.set(key, hue);
    return kind === 'process' ? takeHue(hue, taken) : hue;
  });
}

/** When all are taken it begins again. */
function takeHue(wanted: number, taken: Set<number>): number {
  if (taken.size === hueCount) taken.clear();
  let hue = wanted;
  while (taken.has(hue)) hue = (hue + 1) % hueCount;
  taken.add(hue);
  return hue;
}

function threadTracks({ slices: { depth } }: Trace, slices: Intervals, byThread: readonly Uint32Array[]): Track[] {
  return byThread.map((own) => {
    const outermost = new Uint32Array(own.length);
    let count = 0;
    for (let at = 0; at < own.length; at++) if (depth[own[at]] === 0) outermost[count++] = own[at];
    return buildTrack(slices, outermost.subarray(0, count));
  });
}

export function spansByThread(trace: Pick<Trace, 'spans' | 'threads' | 'header'>): ThreadSpans[] {
  const ordered = orderByTime(trace.spans.startNs, indexes(0, trace.spans.count));
  return partsByThread(trace, ordered, (span) => trace.spans.thread[span]).map((part) => new ThreadSpans(trace, part));
}

/** Items of each thread, in the order that they come. */
function partsByThread(trace: Pick<Trace, 'threads'>, items: Uint32Array, threadOf: (item: number) => number): Uint32Array[] {
  const counts = new Uint32Array(trace.threads.length);
  for (let i = 0; i < items.length; i++) counts[threadOf(items[i])]++;
  const parts = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let i = 0; i < items.length; i++) {
    const thread = threadOf(items[i]);
    parts[thread][counts[thread]++] = items[i];
  }
  return parts;
}
