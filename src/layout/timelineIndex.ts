// What rows and tiles need to know of a trace: the index of a finished one says it, and so does one that still grows.

import type { Trace } from '../model/trace.ts';
import type { CounterTracks } from './counterTracks.ts';
import type { MessageIndex } from './messageIndex.ts';
import type { TaskLines } from './taskGroup.ts';
import type { ThreadMarks } from './threadMarks.ts';
import type { ThreadSpans } from './threadSpans.ts';
import type { Intervals, Track } from './track.ts';

export interface TimelineIndex {
  readonly frame: TimelineFrame;
  /** Weight is ready time. */
  readonly waits: Intervals;
  readonly tasks: TaskFacts;
  /** Lanes directly below each lane, in the trace's order. */
  readonly children: readonly (readonly number[])[];
  /** By lane; only lanes that tasks name have one. */
  readonly groups: ReadonlyMap<number, TaskLines>;
  readonly hueOfLane: Uint8Array;
  /** Of each thread: its slices at depth 0. */
  readonly threads: readonly Track[];
  readonly spans: readonly ThreadSpans[];
  readonly marks: readonly ThreadMarks[];
  readonly messages: MessageIndex;
  readonly counters: CounterTracks;
}

/** Of a trace what does not grow with each of its tasks. */
export type TimelineFrame = Pick<Trace, 'header' | 'strings' | 'lanes' | 'threads' | 'spans'>;

/** What a rectangle says of the task that it belongs to. */
export interface TaskFacts {
  /** Lane of the task's group. */
  laneOf(task: number): number;
  nameOf(task: number): string;
  taskOfSlice(slice: number): number;
  /** True for the last slice of a task that was rejected. */
  failedIn(slice: number): boolean;
}
