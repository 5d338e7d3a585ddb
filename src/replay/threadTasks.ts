// One thread's tasks as a machine of states: created, running on the stack, waiting, settled; each step leaves its event, slice or wait.

import { eventCode, outcomeCode, reasonCode, taskCode } from './codes.ts';
import type { EventRows } from './rows/eventRows.ts';
import { ofAggregate, PromiseRows } from './rows/promiseRows.ts';
import type { SliceRows } from './rows/sliceRows.ts';
import { type TaskRows, taskFlags } from './rows/taskRows.ts';
import type { WaitRows } from './rows/waitRows.ts';
import { Aggregates } from './synchronization/aggregates.ts';
import { TaskGroups } from './taskGroups.ts';
import { type Frame, TaskStack } from './taskStack.ts';
import { ThreadTexts } from './threadTexts.ts';

/** Replaced before anything is added. */
const none: number[] = [];

/** Where what happens is written down. */
export interface ThreadRows {
  readonly events: EventRows;
  readonly tasks: TaskRows;
  readonly slices: SliceRows;
  readonly waits: WaitRows;
}

export class ThreadTasks implements ThreadRows {
  readonly texts: ThreadTexts = new ThreadTexts();
  readonly groups: TaskGroups = new TaskGroups(this.texts);
  readonly events: EventRows;
  readonly tasks: TaskRows;
  readonly slices: SliceRows;
  readonly waits: WaitRows;
  readonly promises: PromiseRows = new PromiseRows();
  readonly aggregates: Aggregates = new Aggregates(this.promises);
  readonly stack: TaskStack = new TaskStack();
  /** Time of the last record that has one. */
  nowNs = 0;
  /** What tasks that wait for an iterable's next value may wait for, as {@link Frame.awaits}. */
  readonly #mayAwait = new Map<number, readonly number[]>();
  /** While the thread sleeps the task that runs, else −1. */
  #sleepsFor = -1;

  constructor(rows: ThreadRows) {
    this.events = rows.events;
    this.tasks = rows.tasks;
    this.slices = rows.slices;
    this.waits = rows.waits;
  }

  /** Makes room for what so many records usually bring, so that it need not grow step by step. */
  expect(records: number): void {
    this.events.reserve(records);
    this.slices.reserve(records >> 1);
    for (const rows of [this.tasks, this.waits, this.promises]) rows.reserve(records >> 2);
  }

  sourceOf(task: number): number {
    return task < 0 ? 0 : this.groups.list[this.tasks.group[task]!]!.site;
  }

  /** A task comes into being now. */
  create(kind: number, group: number, parent: number): number {
    const event = this.events.add(this.nowNs, eventCode.create, this.tasks.length, this.groups.list[group]!.site, -1);
    return this.tasks.add(kind, group, parent, this.nowNs, event);
  }

  /** A task that came into being earlier is noticed only now: it has no create event. */
  createLate(kind: number, group: number, parent: number, createdNs: number): number {
    return this.tasks.add(kind, group, parent, createdNs, -1);
  }

  /** Begins a slice on top of the stack; `event` is what it begins with. */
  push(task: number, event: number): void {
    if (this.#sleepsFor >= 0) this.goOn(-1);
    const slice = this.slices.add(task, this.nowNs, this.stack.depth);
    this.stack.push({ task, slice, event, leavingAt: -1, lastAwaited: 0, awaits: none });
  }

  /** A task runs again, or for the first time: its wait ends. Its cause is what made the wait ready, else `otherwise`. */
  wake(task: number, otherwise = -1): void {
    const wait = this.tasks.openWait[task]!;
    const wokenBy = wait < 0 ? -1 : this.#endWait(task, wait);
    const source = wait < 0 ? this.sourceOf(task) : this.waits.source[wait]!;
    this.push(task, this.events.add(this.nowNs, eventCode.wake, task, source, wokenBy < 0 ? otherwise : wokenBy));
  }

  /** Ends the wait now; the event that made it ready. */
  #endWait(task: number, wait: number): number {
    if (this.#mayAwait.size > 0) this.#chooseAwaited(task);
    this.tasks.openWait[task] = -1;
    this.fillReady(task, wait);
    this.waits.end(wait, this.nowNs);
    return this.waits.wokenBy[wait]!;
  }

  /** Of the promises that it may have waited for, the one that has settled, if there is only one. */
  #chooseAwaited(task: number): void {
    const { parent, owner, settleEvent, enabledBy } = this.promises;
    const candidates = this.#mayAwait.get(task);
    if (candidates === undefined || !this.#mayAwait.delete(task)) return;
    // What has run as a reaction of its own, or belongs to a combinator, is not what it went on by.
    const settled = candidates.filter(
      (promise) => owner[promise]! < 0 && enabledBy[promise] !== ofAggregate && settleEvent[parent[promise]!]! >= 0,
    );
    if (settled.length === 1) this.tasks.awaited[task] = parent[settled[0]!]!;
  }

  /** Writes into a wait for a promise when and by what it became ready, as soon as that is known. */
  fillReady(task: number, wait: number): void {
    const promise = this.tasks.awaited[task]!;
    if (!this.promises.has(promise)) return;
    this.waits.awaited[wait] = this.promises.owner[promise]!;
    const event = this.promises.settleEvent[promise]!;
    if (event < 0) return;
    this.waits.readyNs[wait] = Math.max(this.waits.startNs[wait]!, this.promises.settledNs[promise]!);
    // What decided it says more than that it was decided.
    const decider = this.aggregates.has(promise) ? this.events.causeOf(event) : -1;
    this.waits.wokenBy[wait] = decider < 0 ? event : decider;
  }

  /** The task suspends now; the caller has taken it off the stack. `promise`: what it waits for, 0 when it is no promise. */
  block(task: number, reason: number, source: number, promise: number): number {
    const event = this.events.add(this.nowNs, eventCode.block, task, source, -1);
    this.waitFor(task, this.openWait(task, this.nowNs, reason, source), promise);
    return event;
  }

  openWait(task: number, startNs: number, reason: number, source: number): number {
    const wait = this.waits.add(task, startNs, reason, source);
    this.tasks.openWait[task] = wait;
    this.tasks.awaited[task] = 0;
    return wait;
  }

  /** The task's wait is for this promise. */
  waitFor(task: number, wait: number, promise: number): void {
    this.tasks.awaited[task] = promise;
    this.aggregates.waitFor(wait, promise);
  }

  readyBy(wait: number, event: number): void {
    this.waits.readyNs[wait] = this.waits.startNs[wait]!;
    this.waits.wokenBy[wait] = event;
  }

  /** The task is over; `event` says so. */
  settle(task: number, outcome: number, event: number): void {
    const wait = this.tasks.openWait[task]!;
    if (wait >= 0) this.#endWait(task, wait);
    this.tasks.settledNs[task] = this.nowNs;
    this.tasks.settleEvent[task] = event;
    this.tasks.outcome[task] = outcome;
  }

  /** Adds the event with which the task is over, unless it was over. */
  finish(task: number, outcome: number): void {
    if (this.tasks.settleEvent[task]! >= 0) return;
    this.settle(task, outcome, this.events.add(this.nowNs, eventCode.settle, task, this.sourceOf(task), -1));
  }

  /** A task that seemed over runs once more: it only waited. @returns the event with which it had seemed over; −1 when it was not */
  reopen(task: number): number {
    const settled = this.tasks.settleEvent[task]!;
    if (settled < 0) return -1;
    if (this.promises.settleEvent[this.tasks.promise[task]!] !== settled) this.events.setKind(settled, eventCode.block);
    this.openWait(task, this.tasks.settledNs[task]!, reasonCode.next, this.sourceOf(task));
    this.tasks.settledNs[task] = Number.NaN;
    this.tasks.settleEvent[task] = -1;
    this.tasks.outcome[task] = outcomeCode.pending;
    return settled;
  }

  /** Takes the top frame off the stack: its slice ends now. */
  pop(): Frame | undefined {
    if (this.#sleepsFor >= 0) this.goOn(-1);
    const frame = this.stack.pop();
    if (frame !== undefined) this.slices.end(frame.slice, this.nowNs);
    return frame;
  }

  /** The thread sleeps now, in the middle of all that is on its stack; `source` is where the topmost asked for it. */
  fallAsleep(source: number): void {
    if (this.#sleepsFor >= 0) this.goOn(-1);
    const { stack } = this;
    if (stack.depth === 0) this.#beginUntold(source);
    for (let at = 0; at < stack.depth; at++) {
      const { task, slice } = stack.frameAt(at);
      this.slices.end(slice, this.nowNs);
      if (at < stack.depth - 1) this.openWait(task, this.nowNs, reasonCode['Atomics.wait'], 0);
      else this.block(task, reasonCode['Atomics.wait'], source, 0);
    }
    this.#sleepsFor = stack.task;
  }

  /** Code runs whose begin nobody told, such as a reaction at the light level. */
  #beginUntold(source: number): void {
    this.wake(this.createLate(taskCode.promise, this.groups.groupOf(taskCode.promise, 'untold reaction', source), -1, this.nowNs));
  }

  /** It goes on where it stopped. `wokenBy`: the event that let it, −1 when it only stopped waiting. */
  goOn(wokenBy: number, result = 0): void {
    const { stack, waits } = this;
    if (this.#sleepsFor < 0) return;
    this.#sleepsFor = -1;
    for (let at = 0; at < stack.depth; at++) {
      const frame = stack.frameAt(at);
      const wait = this.tasks.openWait[frame.task]!;
      if (wait >= 0) {
        waits.readyNs[wait] = this.nowNs;
        waits.wokenBy[wait] = wokenBy;
        this.#endWait(frame.task, wait);
      }
      frame.slice = this.slices.add(frame.task, this.nowNs, at);
      if (at < stack.depth - 1) continue;
      const source = wait < 0 ? 0 : waits.source[wait]!;
      frame.event = this.events.add(this.nowNs, eventCode.wake, frame.task, source, wokenBy, result);
    }
  }

  /** Other code runs, so the frames above place `height` have gone: those of functions wait, those of callbacks have ended. */
  leaveDownTo(height: number): void {
    while (this.stack.depth > height) this.#left(this.pop()!);
  }

  /** Nothing is known any more of what stood on the stack: it waits, for what nobody can say. */
  suspendAll(): void {
    while (this.stack.depth > 0) this.block(this.pop()!.task, reasonCode.await, 0, 0);
  }

  /**
   * Code begins to run at the bottom of the stack at `timeNs`: what stood there has gone. When the loop may have idled
   * in between, what stood there ran at least until the last record, else until now.
   */
  beginAtBottom(timeNs: number, mayHaveIdled: boolean): void {
    // What waits for an iterable left at its last record, and is not ready before that.
    while ((this.stack.top?.leavingAt ?? -1) >= 0) this.#left(this.pop()!);
    if (!mayHaveIdled) this.nowNs = timeNs;
    this.leaveDownTo(0);
    this.nowNs = timeNs;
  }

  #left({ task, leavingAt, lastAwaited, awaits }: Frame): void {
    const kind = this.tasks.kind[task]!;
    if (leavingAt >= 0) {
      this.block(task, reasonCode['for await'], leavingAt, 0);
      this.#mayAwait.set(task, awaits);
    } else if (kind === taskCode['async function'] || kind === taskCode['async generator'])
      this.block(task, reasonCode.await, 0, lastAwaited);
    else this.finish(task, outcomeCode.finished);
  }

  setFlag(task: number, flag: number): void {
    this.tasks.flags[task] = this.tasks.flags[task]! | flag;
  }

  hasFlag(task: number, flag: number): boolean {
    return (this.tasks.flags[task]! & flag) !== 0;
  }

  outcomeOf(task: number): number {
    if (this.hasFlag(task, taskFlags.threw)) return outcomeCode.rejected;
    return this.hasFlag(task, taskFlags.followsUntold) ? outcomeCode.finished : outcomeCode.fulfilled;
  }
}
