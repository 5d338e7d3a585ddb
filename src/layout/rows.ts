// The rows of a timeline for a state of folding, and where each task and thread is to be found among them.

import type { Lane } from '../model/trace.ts';
import { formatCounter } from './counterTracks.ts';
import { foldedByDefault } from './folding.ts';
import { formatCount } from './format.ts';
import type { Row } from './geometry.ts';
import { say, sayQuantity } from './say.ts';
import { type Grouping, mostLines, type TaskLines } from './taskGroup.ts';
import type { TimelineIndex } from './timelineIndex.ts';

/** How a person has folded the timeline. */
export interface FoldState {
  /** Lanes whose fold state differs from the default. */
  readonly toggled: readonly number[];
  /** Groups shown one task a row. */
  readonly expanded: readonly number[];
  /** Leave out lanes on which nothing ran. */
  readonly hideIdle: boolean;
}

/** What a row draws. `threads`: all threads of a folded machine or process together. */
export type RowContent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'thread'; readonly thread: number }
  | { readonly kind: 'threads'; readonly threads: readonly number[] }
  | { readonly kind: 'counter'; readonly lane: number }
  | { readonly kind: 'line'; readonly group: TaskLines; readonly grouping: Grouping; readonly line: number };

export interface RowLayout {
  readonly rows: readonly Row[];
  readonly contents: readonly RowContent[];
  /** Row of each lane's label, or of the nearest lane above it that shows; −1 when none does. */
  readonly rowOfLane: Int32Array;
  /** How each lane's tasks are grouped; lanes that do not show, or have no tasks, are absent. */
  readonly groupings: ReadonlyMap<number, Grouping>;
  readonly folded: ReadonlySet<number>;
}

/** O(lanes + rows); packs the groups that show. */
export function layoutRows(index: TimelineIndex, state: FoldState): RowLayout {
  return new RowBuilder(index, state).build();
}

/** The row on which a task stands: its own, else that of the nearest lane above that shows. */
export function rowOfTask(index: TimelineIndex, layout: RowLayout, task: number): number {
  const lane = index.tasks.laneOf(task);
  const row = layout.rowOfLane[lane];
  const grouping = layout.groupings.get(lane);
  return grouping === undefined ? row : row + (index.groups.get(lane) as TaskLines).lineOf(task, grouping);
}

/** Rows of things that no task bears. */
export function rowOfThread(index: TimelineIndex, layout: RowLayout, thread: number): number {
  return layout.rowOfLane[index.frame.threads[thread].lane];
}

class RowBuilder {
  readonly #index: TimelineIndex;
  readonly #state: FoldState;
  readonly #folded: ReadonlySet<number>;
  readonly #rows: Row[] = [];
  readonly #contents: RowContent[] = [];
  readonly #rowOfLane: Int32Array;
  readonly #groupings = new Map<number, Grouping>();

  constructor(index: TimelineIndex, state: FoldState) {
    this.#index = index;
    this.#state = state;
    this.#rowOfLane = new Int32Array(index.frame.lanes.length).fill(-1);
    const folded = new Set(foldedByDefault(index));
    for (const lane of state.toggled) if (!folded.delete(lane)) folded.add(lane);
    this.#folded = folded;
  }

  build(): RowLayout {
    const { lanes } = this.#index.frame;
    const roots = lanes.flatMap((lane, at) => (lane.parent < 0 ? [at] : []));
    const machines = lanes.filter((lane) => lane.kind === 'machine').length;
    for (const root of roots) {
      if (lanes[root].kind === 'machine' && machines < 2) for (const child of this.#childrenOf(root)) this.#add(child, 0);
      else this.#add(root, 0);
    }
    return { rows: this.#rows, contents: this.#contents, rowOfLane: this.#rowOfLane, groupings: this.#groupings, folded: this.#folded };
  }

  #add(at: number, level: number): void {
    if (this.#state.hideIdle && !this.#hasRun(at)) return;
    this.#rowOfLane[at] = this.#rows.length;
    const lane = this.#index.frame.lanes[at];
    const group = this.#index.groups.get(at);
    if (group !== undefined) {
      this.#addGroup(at, lane, level, group);
      return;
    }
    const folded = this.#folded.has(at);
    const below = this.#childrenOf(at);
    this.#addRow(
      { ...this.#rowOf(at, level), ...this.#factsOf(at, lane), collapsible: below.length > 0, collapsed: folded && below.length > 0 },
      this.#contentOf(at, folded),
    );
    for (const child of below) {
      if (folded) this.#hide(child, this.#rowOfLane[at]);
      else this.#add(child, level + 1);
    }
  }

  #addGroup(at: number, lane: Lane, level: number, group: TaskLines): void {
    const grouping = this.#groupingOf(at);
    this.#groupings.set(at, grouping);
    const lines = group.lines(grouping);
    const row = this.#rowOf(at, level);
    const collapsible = group.tasks > 1;
    for (let line = 0; line < lines; line++) {
      const task = grouping === 'expanded' && !(line === lines - 1 && group.tasks > lines) ? group.taskAt(line) : -1;
      const label = line === 0 ? lane.name : '';
      const facts = groupFacts(group, grouping, line, lines);
      this.#addRow(
        { ...row, line, label, facts, task, collapsible: collapsible && line === 0, collapsed: collapsible && grouping === 'collapsed' },
        { kind: 'line', group, grouping, line },
      );
    }
  }

  #groupingOf(lane: number): Grouping {
    if (this.#state.expanded.includes(lane)) return 'expanded';
    return this.#folded.has(lane) ? 'collapsed' : 'packed';
  }

  #addRow(row: Row, content: RowContent): void {
    this.#rows.push(row);
    this.#contents.push(content);
  }

  #rowOf(at: number, level: number): Row {
    const lane = this.#index.frame.lanes[at];
    const kind = lane.kind === 'taskGroup' ? 'tasks' : lane.kind;
    const hue = this.#index.hueOfLane[at];
    return { kind, lane: at, line: 0, level, label: lane.name, facts: '', collapsible: false, collapsed: false, hue, task: -1 };
  }

  #contentOf(at: number, folded: boolean): RowContent {
    const lane = this.#index.frame.lanes[at];
    if (lane.kind === 'thread') return { kind: 'thread', thread: lane.thread };
    if (this.#index.counters.has(at)) return { kind: 'counter', lane: at };
    return folded && (lane.kind === 'process' || lane.kind === 'machine')
      ? { kind: 'threads', threads: this.#threadsBelow(at) }
      : { kind: 'nothing' };
  }

  #factsOf(at: number, lane: Lane): Pick<Row, 'facts' | 'top'> {
    const track = this.#index.counters.of(at);
    return track === undefined ? { facts: factsOf(lane) } : { facts: track.facts, top: formatCounter(track.unit, track.top) };
  }

  /** The person's own functions first, then what the runtime ran for them. */
  #childrenOf(at: number): readonly number[] {
    const { lanes } = this.#index.frame;
    const rank = (lane: number): number =>
      lanes[lane].kind === 'taskGroup' && lanes[lane].source === 0 ? 1 : lanes[lane].kind === 'system' ? 2 : 0;
    return this.#index.children[at].toSorted((a, b) => rank(a) - rank(b));
  }

  #threadsBelow(at: number): number[] {
    const lane = this.#index.frame.lanes[at];
    return lane.kind === 'thread' ? [lane.thread] : this.#index.children[at].flatMap((child) => this.#threadsBelow(child));
  }

  #hasRun(at: number): boolean {
    const lane = this.#index.frame.lanes[at];
    if (lane.kind === 'thread') return this.#index.threads[lane.thread].items.length > 0;
    if (this.#index.counters.has(at))
      return (this.#index.counters.of(at)?.layers ?? []).some(({ steps }) => steps.value.some((value) => value > 0));
    return this.#index.groups.get(at)?.hasRun ?? this.#index.children[at].some((child) => this.#hasRun(child));
  }

  #hide(at: number, row: number): void {
    this.#rowOfLane[at] = row;
    for (const child of this.#index.children[at]) this.#hide(child, row);
  }
}

function factsOf(lane: Lane): string {
  if (lane.kind === 'process') return `${say('process')} · pid ${lane.pid}`;
  if (lane.kind === 'thread') return lane.threadId === 0 ? say('thread') : `worker · ${say('thread {0}', String(lane.threadId))}`;
  return say(lane.kind);
}

function groupFacts(group: TaskLines, grouping: Grouping, line: number, lines: number): string {
  if (line === 0 && lines === 1) return `×${formatCount(group.tasks)}`;
  if (line === 0)
    return grouping === 'packed' && group.atOnce > mostLines
      ? say('×{0}, {1} at once', formatCount(group.tasks), formatCount(group.atOnce))
      : `×${formatCount(group.tasks)}`;
  if (line < lines - 1) return '';
  if (grouping === 'packed') return group.atOnce > lines ? say('{0} in one', sayQuantity(group.atOnce - lines + 1, 'row', 'rows')) : '';
  return group.tasks > lines ? say('{0} in one', sayQuantity(group.tasks - lines + 1, 'task', 'tasks')) : '';
}
