// The index of a run that records: each growth costs what is new in it, and what goes on.

import type { TaskFacts, TimelineIndex } from '../../../layout/timelineIndex.ts';
import { childrenOf, huesOf } from '../../../layout/traceIndex.ts';
import type { Track } from '../../../layout/track.ts';
import { codeOf, outcomes } from '../../../model/vocabulary.ts';
import type { Selection } from '../../../protocol/timelineSource.ts';
import type { RunFrame } from '../../../replay/assembleFrame.ts';
import type { ThreadReplay } from '../../../replay/threadReplay.ts';
import { type Aside, assembleAside } from './aside.ts';
import type { GrowingGroup } from './growingGroup.ts';
import { GrowingRows } from './growingRows.ts';
import { GrowingThread } from './growingThread.ts';
import { MessageIds } from './messageIds.ts';

/** Ids from here on are of exits that others told of: those are no rows of the thread. */
const firstExit = 2 ** 40;

/** By the thread's number. */
export function exitId(thread: number): number {
  return firstExit + thread;
}

/** The thread whose exit it is; −1 for what is none. */
export function threadOfExit({ kind, index }: Selection): number {
  return kind === 'event' && index >= firstExit ? index - firstExit : -1;
}

/** What is made anew as a whole may cost at most this part of the time. */
const mostPart = 1 / 20;

const rejected = codeOf(outcomes, 'rejected');

export interface Growth {
  readonly index: TimelineIndex;
  readonly aside: Aside;
  /** In how many milliseconds spans, messages and counters will be as new as the rest; 0 when they are. */
  readonly lateMs: number;
  /** Whether it is still the newest: what is answered of an older one knows more than it should of what came later. */
  isNewest(): boolean;
}

export class GrowingIndex {
  readonly rows: GrowingRows;
  readonly messageIds: MessageIds = new MessageIds();
  readonly #nowMs: () => number;
  readonly #threads = new Map<ThreadReplay, GrowingThread>();
  #aside: { readonly made: Aside; readonly ownLanes: number; readonly again: number } | null = null;
  #newest: Growth | null = null;
  #looks: Pick<TimelineIndex, 'children' | 'hueOfLane'> | null = null;

  /** `tellsWakers`: whether the run records when waits became ready. */
  constructor(tellsWakers: boolean, nowMs: () => number) {
    this.rows = new GrowingRows(tellsWakers);
    this.#nowMs = nowMs;
  }

  /** The thread's number among the ids of rows. */
  numberOf(replay: ThreadReplay): number {
    return (this.#threads.get(replay) ?? this.#sameThread(replay) ?? this.#threadOf(replay)).number;
  }

  /** A run that was packed is replayed anew: its threads are those that were there. */
  #sameThread({ header }: ThreadReplay): GrowingThread | undefined {
    const isIt = (other: ThreadReplay['header']): boolean =>
      other?.pid === header?.pid && other?.threadId === header?.threadId && other?.startNs === header?.startNs;
    return [...this.#threads.values()].find(({ replay }) => isIt(replay.header));
  }

  /** The run as it is now; what was handed out before goes on to answer, of what has come since too. O(rows that came + those that go on + lanes). */
  grow(frame: RunFrame): Growth {
    const { durationNs } = frame.header;
    const slices = this.rows.sliceIntervals(durationNs);
    const waits = this.rows.waitIntervals(durationNs);
    const threads = frame.known.map(({ replay }) => this.#threadOf(replay));
    for (const [at, thread] of threads.entries()) thread.grow(slices, waits, durationNs, frame.parts[at].endNs);
    const aside = this.#asideOf(frame, threads);
    const { lanes } = aside.made;
    this.#looks ??= { children: childrenOf({ lanes }), hueOfLane: huesOf(looksOf(frame, aside.made)) };
    const index: TimelineIndex = {
      frame: { header: frame.header, strings: aside.made.strings, lanes, threads: frame.threads, spans: aside.made.spans },
      waits,
      tasks: this.#factsOf(frame, threads),
      ...this.#looks,
      groups: groupsOf(frame, threads),
      get threads(): readonly Track[] {
        return threads.map(({ track }) => track);
      },
      spans: aside.made.spansOf,
      marks: threads.map(({ marks }) => marks),
      messages: aside.made.messages,
      counters: aside.made.counters,
    };
    const growth: Growth = { index, aside: aside.made, lateMs: Math.max(0, aside.lateMs), isNewest: () => this.#newest === growth };
    this.#newest = growth;
    return growth;
  }

  /** What a selection by ids is by now; null for what is no more, or never was. Not for lanes. */
  resolve(selection: Selection): Selection | null {
    const { kind, index } = selection;
    if (kind === 'message') return { kind, index: this.messageIds.resolve(index) };
    const ids = { task: this.rows.tasks, slice: this.rows.slices, wait: this.rows.waits, event: this.rows.events, span: this.rows.spans };
    if (kind === 'lane' || kind === 'counter') return null;
    return threadOfExit(selection) >= 0 || ids[kind].threadOf(index) !== undefined ? selection : null;
  }

  #threadOf(replay: ThreadReplay): GrowingThread {
    let thread = this.#threads.get(replay);
    if (thread === undefined) {
      thread = new GrowingThread(replay, this.rows);
      this.#threads.set(replay, thread);
    }
    return thread;
  }

  #asideOf(frame: RunFrame, threads: readonly GrowingThread[]): { readonly made: Aside; readonly lateMs: number } {
    const startMs = this.#nowMs();
    const ownLanes = frame.lanes.lanes.length;
    // What stands on lanes is made anew with them: all behind a new one have another number.
    if (this.#aside !== null && this.#aside.ownLanes === ownLanes && startMs < this.#aside.again)
      return { made: this.#aside.made, lateMs: this.#aside.again - startMs };
    const made = assembleAside(frame, threads, this.rows, this.messageIds);
    const endMs = this.#nowMs();
    if (made.lanes.length !== this.#aside?.made.lanes.length || ownLanes !== this.#aside.ownLanes) this.#looks = null;
    this.#aside = { made, ownLanes, again: endMs + (endMs - startMs) * (1 / mostPart - 1) };
    return { made, lateMs: 0 };
  }

  #factsOf(frame: RunFrame, threads: readonly GrowingThread[]): TaskFacts {
    const { rows } = this;
    const { firstGroup } = frame.lanes;
    const place = new Map(threads.map(({ number }, at) => [number, at]));
    const placeOf = (ids: GrowingRows['tasks'], id: number): number => place.get(ids.threadOf(id) ?? -1) ?? 0;
    return {
      laneOf(task) {
        const thread = placeOf(rows.tasks, task);
        return firstGroup[thread] + threads[thread].replay.state.tasks.group[rows.tasks.rowOf(task)];
      },
      nameOf(task) {
        const { groups, tasks, texts } = rows.stateOf(rows.tasks, task);
        return texts.texts[groups.list[tasks.group[rows.tasks.rowOf(task)]].name];
      },
      taskOfSlice(slice) {
        const { slices } = rows.stateOf(rows.slices, slice);
        return rows.tasks.idOf(rows.slices.threadOf(slice) ?? 0, slices.task[rows.slices.rowOf(slice)]);
      },
      failedIn(slice) {
        const row = rows.slices.rowOf(slice);
        const { slices, tasks } = rows.stateOf(rows.slices, slice);
        return tasks.outcome[slices.task[row]] === rejected && threads[placeOf(rows.slices, slice)].isLast(row);
      },
    };
  }
}

function looksOf({ texts, header }: RunFrame, { lanes, strings }: Aside): Parameters<typeof huesOf>[0] {
  return { lanes, sources: texts.sourceTable(), strings, header };
}

function groupsOf({ lanes: { firstGroup } }: RunFrame, threads: readonly GrowingThread[]): Map<number, GrowingGroup> {
  const groups = new Map<number, GrowingGroup>();
  for (const [at, thread] of threads.entries()) {
    for (const [group, tasks] of thread.groups.entries()) if (tasks.tasks > 0) groups.set(firstGroup[at] + group, tasks);
  }
  return groups;
}
