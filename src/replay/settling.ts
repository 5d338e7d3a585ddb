// Who settled a promise: the rules by which the event that a settle directly follows from is recovered.
//
//   its owner returned another promise      that one's settle
//   in a reaction                           the settle of the promise that the reaction is derived from; if that was settled
//                                           before, the code that asked for the reaction
//   in a function or a callback of a timer  none: that task did it, as the event says
//   derived, with no reaction recorded      the settle of the promise it is derived from
//   by the runtime, between tasks           the next settle belongs to the reaction that did it: that one's parent
//                                           (Promise.all, race, a thenable's wrapper)

import { eventCode, outcomeCode, taskCode } from './codes.ts';
import { taskFlags } from './rows/taskRows.ts';
import { finallyOf } from './synchronization/internalFinally.ts';
import type { ThreadTasks } from './threadTasks.ts';

export class Settling {
  readonly #thread: ThreadTasks;
  /** The promise whose reaction runs, 0 when none. */
  reaction = 0;
  /** A promise that the runtime settled and whose cause the next settle may tell, 0 when none. */
  #unexplained = 0;

  constructor(thread: ThreadTasks) {
    this.#thread = thread;
  }

  /** Other code runs: what was not explained stays so. */
  forget(): void {
    this.#unexplained = 0;
  }

  settle(promise: number): void {
    const { promises, events, tasks, nowNs } = this.#thread;
    if (!promises.has(promise) || promises.settleEvent[promise]! >= 0) return;
    const owner = this.#ownerOf(promise);
    const parentSettled = promises.settleEvent[promises.parent[promise]!]!;
    const explained = this.#cause(promise, owner);
    const byRuntime = explained < 0 && owner < 0 && this.#thread.stack.task < 0;
    const task = owner >= 0 ? owner : this.#settler(promise, parentSettled);
    const event = events.add(nowNs, eventCode.settle, task, this.#thread.sourceOf(task), explained);
    promises.settleEvent[promise] = event;
    promises.settledNs[promise] = nowNs;
    this.#explain(parentSettled);
    this.#unexplained = byRuntime ? promise : 0;
    if (owner >= 0 && tasks.settleEvent[owner]! < 0) this.#settleOwner(promise, owner, event);
  }

  /** The task that settles a promise which is no task's own; −1 when the runtime does. */
  #settler(promise: number, parentSettled: number): number {
    const { promises, tasks, stack } = this.#thread;
    const running = stack.task;
    if (running < 0 || (parentSettled >= 0 && this.reaction === 0)) return -1;
    // Made and settled by one reaction: what its callback returns, on its way to those that wait for the reaction.
    return promises.creator[promise] === running && tasks.kind[running] === taskCode.promise ? -1 : running;
  }

  /** A reaction whose callback has returned settles nothing any more: whoever runs now does. */
  #ownerOf(promise: number): number {
    const { promises, tasks } = this.#thread;
    const owner = promises.owner[promise]!;
    return owner >= 0 && tasks.kind[owner] === taskCode.promise && tasks.settleEvent[owner]! >= 0 ? -1 : owner;
  }

  #cause(promise: number, owner: number): number {
    const { promises, tasks } = this.#thread;
    if (promises.follows[promise]! > 0) return promises.settleEvent[promises.follows[promise]!]!;
    if (owner >= 0 && tasks.kind[owner] !== taskCode.promise) return -1;
    if (this.reaction > 0) return this.#reactionCause(promise);
    return promises.readyBy(promise);
  }

  #reactionCause(promise: number): number {
    const { promises, events } = this.#thread;
    const cause = promises.readyBy(this.reaction);
    return cause < 0 ? promises.settleEvent[finallyOf(promise, this.reaction, promises, events)]! : cause;
  }

  #explain(parentSettled: number): void {
    if (this.#unexplained === 0 || parentSettled < 0) return;
    this.#thread.events.setCause(this.#thread.promises.settleEvent[this.#unexplained]!, parentSettled);
  }

  #settleOwner(promise: number, owner: number, event: number): void {
    const thread = this.#thread;
    if (thread.tasks.kind[owner] === taskCode.promise) return thread.settle(owner, outcomeCode.finished, event);
    // An async generator settles one promise a value; it is over at its exit.
    if (thread.hasFlag(owner, taskFlags.exited)) thread.settle(owner, this.#outcome(promise, owner), event);
  }

  #outcome(promise: number, owner: number): number {
    const { promises, tasks } = this.#thread;
    const followed = promises.owner[promises.follows[promise]!]!;
    const rejected = followed >= 0 && tasks.outcome[followed] === outcomeCode.rejected;
    return rejected ? outcomeCode.rejected : this.#thread.outcomeOf(owner);
  }
}
