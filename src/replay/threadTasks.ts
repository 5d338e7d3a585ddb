// One thread's tasks as a machine of states: created, running on the stack, waiting, settled; each step leaves its event, slice or wait.

import { eventCode, outcomeCode, reasonCode, taskCode } from './codes.ts';
import { EventRows } from './rows/eventRows.ts';
import { PromiseRows } from './rows/promiseRows.ts';
import { SliceRows } from './rows/sliceRows.ts';
import { TaskRows, taskFlags } from './rows/taskRows.ts';
import { WaitRows } from './rows/waitRows.ts';
import { TaskGroups } from './taskGroups.ts';
import { type Frame, TaskStack } from './taskStack.ts';
import { ThreadTexts } from './threadTexts.ts';

export class ThreadTasks {
  readonly texts: ThreadTexts = new ThreadTexts();
  readonly groups: TaskGroups = new TaskGroups(this.texts);
  readonly events: EventRows = new EventRows();
  readonly tasks: TaskRows = new TaskRows();
  readonly slices: SliceRows = new SliceRows();
  readonly waits: WaitRows = new WaitRows();
  readonly promises: PromiseRows = new PromiseRows();
  readonly stack: TaskStack = new TaskStack();
  /** Time of the last record that has one. */
  nowNs = 0;

  /** Makes room for what so many records usually bring, so that it need not grow step by step. */
  expect(records: number): void {
    this.events.reserve(records);
    for (const rows of [this.tasks, this.slices, this.waits, this.promises]) rows.reserve(records >> 2);
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
    const slice = this.slices.add(task, this.nowNs, this.stack.depth);
    this.stack.push({ task, slice, event, leavingAt: -1, lastAwaited: 0 });
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
    this.waits.endNs[wait] = this.nowNs;
    this.tasks.openWait[task] = -1;
    this.fillReady(task, wait);
    return this.waits.wokenBy[wait]!;
  }

  /** Writes into a wait for a promise when and by what it became ready, as soon as that is known. */
  fillReady(task: number, wait: number): void {
    const promise = this.tasks.awaited[task]!;
    if (!this.promises.has(promise)) return;
    this.waits.awaited[wait] = this.promises.owner[promise]!;
    const event = this.promises.settleEvent[promise]!;
    if (event < 0) return;
    this.waits.readyNs[wait] = Math.max(this.waits.startNs[wait]!, this.events.timeNs[event]!);
    this.waits.wokenBy[wait] = event;
  }

  /** The task suspends now; the caller has taken it off the stack. `promise`: what it waits for, 0 when it is no promise. */
  block(task: number, reason: number, source: number, promise: number): number {
    const event = this.events.add(this.nowNs, eventCode.block, task, source, -1);
    this.openWait(task, this.nowNs, reason, source);
    this.tasks.awaited[task] = promise;
    return event;
  }

  openWait(task: number, startNs: number, reason: number, source: number): number {
    const wait = this.waits.add(task, startNs, reason, source);
    this.tasks.openWait[task] = wait;
    this.tasks.awaited[task] = 0;
    return wait;
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
    if (this.promises.settleEvent[this.tasks.promise[task]!] !== settled) this.events.kind[settled] = eventCode.block;
    this.openWait(task, this.tasks.settledNs[task]!, reasonCode.next, this.sourceOf(task));
    this.tasks.settledNs[task] = Number.NaN;
    this.tasks.settleEvent[task] = -1;
    this.tasks.outcome[task] = outcomeCode.pending;
    return settled;
  }

  /** Takes the top frame off the stack: its slice ends now. */
  pop(): Frame | undefined {
    const frame = this.stack.pop();
    if (frame !== undefined) this.slices.endNs[frame.slice] = this.nowNs;
    return frame;
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

  #left({ task, leavingAt, lastAwaited }: Frame): void {
    const kind = this.tasks.kind[task]!;
    if (leavingAt >= 0) this.block(task, reasonCode['for await'], leavingAt, lastAwaited);
    else if (kind === taskCode['async function'] || kind === taskCode['async generator'])
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
