// The records of promises and of reactions that are not instrumented: `then` callbacks, and whatever libraries await.

import { outcomeCode, reasonCode, taskCode } from './codes.ts';
import type { Settling } from './settling.ts';
import type { Frame } from './taskStack.ts';
import type { ThreadTasks } from './threadTasks.ts';

const rootTask = 0;

export class Reactions {
  readonly #thread: ThreadTasks;
  readonly #settling: Settling;

  constructor(thread: ThreadTasks, settling: Settling) {
    this.#thread = thread;
    this.#settling = settling;
  }

  /** @returns the new promise's id */
  promise(parent: number, creator: number, site: number): number {
    const { promises, stack, nowNs } = this.#thread;
    const { top } = stack;
    if (parent === 0 || top === undefined) return promises.add(parent, creator, nowNs, site);
    top.lastAwaited = parent;
    const isSettled = promises.has(parent) && promises.settleEvent[parent]! >= 0;
    const promise = promises.add(parent, creator, nowNs, site, isSettled ? this.#askedIn(top, site) : -1);
    if (top.leavingAt >= 0 && site === 0) top.awaits.push(promise);
    return promise;
  }

  /** The event in which a reaction is asked for; a reaction that does so on its own, as `finally` does, passes on what brought it. */
  #askedIn({ task, event }: Frame, site: number): number {
    const { tasks, events } = this.#thread;
    const cause = site === 0 && tasks.kind[task] === taskCode.promise ? events.causeOf(event) : -1;
    return cause < 0 ? event : cause;
  }

  start(time: number, promise: number): void {
    const thread = this.#thread;
    if (!thread.promises.has(promise)) return;
    this.#settling.forget();
    if (this.#isLoading(promise)) {
      thread.nowNs = time;
      this.#settling.reaction = promise;
      return;
    }
    thread.beginAtBottom(time, false);
    this.#settling.reaction = promise;
    const task = this.#taskOf(promise);
    if (task >= 0) thread.wake(task);
  }

  /** Before a thread's own top-level code has left the stack, Node's loader runs reactions on its behalf: they are no tasks. */
  #isLoading(promise: number): boolean {
    const { stack, promises, tasks } = this.#thread;
    const isOfRoot = promises.creator[promise] === rootTask && promises.site[promise] === 0;
    return isOfRoot && stack.depth === 1 && stack.task === rootTask && tasks.openWait[rootTask]! < 0;
  }

  /** The reaction's task, new when it runs for the first time; −1 when the promise is a function's, which resumes by itself. */
  #taskOf(promise: number): number {
    const thread = this.#thread;
    const { promises, tasks } = thread;
    const owner = promises.owner[promise]!;
    if (owner >= 0) {
      if (tasks.kind[owner] !== taskCode.promise) return -1;
      // Its callback returned another promise, which the runtime now subscribes to.
      const returned = thread.reopen(owner);
      if (returned >= 0) thread.readyBy(tasks.openWait[owner]!, returned);
      return owner;
    }
    const site = promises.site[promise]!;
    const createdNs = promises.createdNs[promise]!;
    const group = thread.groups.groupOf(taskCode.promise, 'promise reaction', site);
    const task = thread.createLate(taskCode.promise, group, promises.creator[promise]!, createdNs);
    promises.owner[promise] = task;
    tasks.promise[task] = promise;
    const wait = thread.openWait(task, createdNs, reasonCode.start, site);
    if (promises.enabledBy[promise]! >= 0) thread.readyBy(wait, promises.enabledBy[promise]!);
    else thread.waitFor(task, wait, promises.parent[promise]!);
    return task;
  }

  end(time: number, promise: number): void {
    const thread = this.#thread;
    thread.nowNs = time;
    if (this.#settling.reaction === promise) this.#settling.reaction = 0;
    if (!thread.promises.has(promise)) return;
    const task = thread.promises.owner[promise]!;
    const at = task < 0 || thread.tasks.kind[task] !== taskCode.promise ? -1 : thread.stack.find(task);
    if (at < 0) return;
    thread.leaveDownTo(at + 1);
    thread.pop();
    if (thread.tasks.settleEvent[task]! >= 0) return;
    thread.finish(task, outcomeCode.finished);
    thread.events.setCause(thread.tasks.settleEvent[task]!, thread.promises.readyBy(promise));
  }
}
