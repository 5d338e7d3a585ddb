// What layout knows of a trace before anybody looks: who nests in whom, each thread's slices in order of time, each group's tasks.

import { indexes, orderByTime } from '../analysis/orderByTime.ts';
import type { Trace } from '../model/trace.ts';
import { CounterTracks } from './counterTracks.ts';
import { hueOf } from './hue.ts';
import { MessageIndex } from './messageIndex.ts';
import { TaskGroup } from './taskGroup.ts';
import { ThreadMarks } from './threadMarks.ts';
import { ThreadSpans } from './threadSpans.ts';
import { buildTrack, type Intervals, type Track } from './track.ts';

export interface TraceIndex {
  readonly trace: Trace;
  readonly slices: Intervals;
  /** Weight is ready time. */
  readonly waits: Intervals;
  /** Lanes directly below each lane, in the trace's order. */
  readonly children: readonly (readonly number[])[];
  /** By lane; only lanes that tasks name have one. */
  readonly groups: ReadonlyMap<number, TaskGroup>;
  readonly hueOfLane: Uint8Array;
  /** Of each thread: its slices at depth 0. */
  readonly threads: readonly Track[];
  readonly spans: readonly ThreadSpans[];
  readonly marks: readonly ThreadMarks[];
  readonly messages: MessageIndex;
  readonly counters: CounterTracks;
}

/** O(rows of all tables). What only a visible row needs is built when it is first seen. */
export function buildTraceIndex(trace: Trace): TraceIndex {
  const openEnd = trace.header.durationNs;
  const slices: Intervals = { start: trace.slices.startNs, end: trace.slices.endNs, weightFrom: trace.slices.startNs, openEnd };
  const waits: Intervals = { start: trace.waits.startNs, end: trace.waits.endNs, weightFrom: trace.waits.readyNs, openEnd };
  return {
    trace,
    slices,
    waits,
    children: childrenOf(trace),
    groups: groupsOf(trace, slices, waits),
    hueOfLane: huesOf(trace),
    threads: threadTracks(trace, slices),
    spans: spansByThread(trace),
    marks: trace.threads.map((_, thread) => new ThreadMarks(trace, thread)),
    messages: new MessageIndex(trace),
    counters: new CounterTracks(trace),
  };
}

function childrenOf(trace: Trace): number[][] {
  const children: number[][] = trace.lanes.map(() => []);
  trace.lanes.forEach((lane, index) => {
    if (lane.parent >= 0) children[lane.parent].push(index);
  });
  return children;
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

/** A group has the hue of its function; a process the hue of its name, for the minimap. */
function huesOf(trace: Trace): Uint8Array {
  const { sources, strings, header } = trace;
  // The same function has a lane in each thread.
  const known = new Map<string, number>();
  return Uint8Array.from(trace.lanes, ({ source, name }) => {
    const file = source > 0 ? strings[sources.file[source]] : '';
    const key = `${file}\n${name}`;
    const hue = known.get(key) ?? hueOf(file, name, header.cwd);
    known.set(key, hue);
    return hue;
  });
}

function threadTracks(trace: Trace, slices: Intervals): Track[] {
  const outermost = new Uint32Array(trace.slices.count);
  let count = 0;
  for (let slice = 0; slice < trace.slices.count; slice++) if (trace.slices.depth[slice] === 0) outermost[count++] = slice;
  const threadOf = (slice: number): number => trace.tasks.thread[trace.slices.task[slice]];
  const parts = partsByThread(trace, outermost.subarray(0, count), threadOf);
  return parts.map((part) => buildTrack(slices, orderByTime(slices.start, part)));
}

function spansByThread(trace: Trace): ThreadSpans[] {
  const ordered = orderByTime(trace.spans.startNs, indexes(0, trace.spans.count));
  return partsByThread(trace, ordered, (span) => trace.spans.thread[span]).map((part) => new ThreadSpans(trace, part));
}

/** Items of each thread, in the order that they come. */
function partsByThread(trace: Trace, items: Uint32Array, threadOf: (item: number) => number): Uint32Array[] {
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
