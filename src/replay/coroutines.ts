// The records of instrumented async functions and generators: entered, suspended, resumed, ended.

import { untold } from '../model/wire/records.ts';
import { asyncGeneratorSite, outcomeCode, reasonCode, taskCode, yieldSite } from './codes.ts';
import { Numbering } from './numbering.ts';
import { taskFlags } from './rows/taskRows.ts';
import type { Settling } from './settling.ts';
import type { ThreadTasks } from './threadTasks.ts';

/** What is awaited is neither a value nor a promise of the engine's: as {@link Records.suspend} has it. */
const foreignThenable = -1;

/** Coroutine id of a thread's top-level code. */
const rootId = 1;

export class Coroutines {
  readonly #thread: ThreadTasks;
  readonly #settling: Settling;
  readonly #ids: Numbering = new Numbering();
  /** Task by the row of a coroutine's id. */
  readonly #taskOf: number[] = [-1];
  /** Task by the id of a coroutine that was entered in a gap, and seen since. */
  readonly #late = new Map<number, number>();
  /** The last promise initialised without a parent: the next coroutine's own. */
  lastPromise = 0;
  /** The task that awaits a thenable, through a promise that the runtime makes next; else −1. */
  #wrapsFor = -1;

  constructor(thread: ThreadTasks, settling: Settling) {
    this.#thread = thread;
    this.#settling = settling;
  }

  /** Who makes the next promise. */
  takeCreator(): number {
    const creator = this.#wrapsFor < 0 ? this.#thread.stack.task : this.#wrapsFor;
    this.#wrapsFor = -1;
    return creator;
  }

  setRoot(task: number): void {
    this.#taskOf[this.#ids.give()] = task;
  }

  /** So many coroutines have been entered, some of them unseen. */
  skipTo(tasks: number): void {
    this.#ids.skipTo(tasks);
  }

  /** The task of a coroutine's id; −1 when there can't be one. Of one that was entered in a gap nothing is known but that it is there. */
  #find(id: number): number {
    const row = this.#ids.rowOf(id);
    if (row !== 0 || id === 0) return this.#taskOf[row] ?? -1;
    let task = this.#late.get(id);
    if (task === undefined) {
      const kind = taskCode['async function'];
      task = this.#thread.createLate(kind, this.#thread.groups.groupOf(kind, 'async function', 0), -1, this.#thread.nowNs);
      this.#late.set(id, task);
    }
    return task;
  }

  /** A site of a task's body: of a task whose beginning was not seen it tells which function it is. */
  #recognise(task: number, site: number): void {
    const { tasks, groups, texts } = this.#thread;
    if (this.#late.size === 0 || groups.list[tasks.group[task]!]!.site !== 0) return;
    const entered = texts.functionOf(site);
    if (entered > 0) tasks.group[task] = groups.groupOf(tasks.kind[task]!, 'async function', entered);
  }

  enter(time: number, site: number): void {
    const thread = this.#thread;
    thread.nowNs = time;
    this.#settling.forget();
    const kind = thread.texts.site(site)?.kind === asyncGeneratorSite ? taskCode['async generator'] : taskCode['async function'];
    const task = thread.create(kind, thread.groups.groupOf(kind, 'async function', site), thread.stack.task);
    this.#taskOf[this.#ids.give()] = task;
    if (this.#own(task)) thread.tasks.promise[task] = this.lastPromise;
    thread.push(task, thread.tasks.createEvent[task]!);
  }

  /** The last promise becomes the task's, unless it is another's or settled. */
  #own(task: number): boolean {
    const { promises } = this.#thread;
    const promise = this.lastPromise;
    if (!promises.has(promise) || promises.owner[promise]! >= 0 || promises.settleEvent[promise]! >= 0) return false;
    promises.owner[promise] = task;
    return true;
  }

  /** The task of a coroutine id, on top of the stack; −1 when the id is not known. One that does not run has resumed unseen: by a rejection. */
  #running(id: number): number {
    const thread = this.#thread;
    const task = this.#find(id);
    if (task < 0) return -1;
    const at = thread.stack.find(task);
    if (at >= 0) {
      thread.leaveDownTo(at + 1);
    } else {
      thread.leaveDownTo(0);
      this.#settling.reaction = 0;
      this.#settling.forget();
      thread.wake(task);
    }
    return task;
  }

  suspend(time: number, id: number, site: number, awaited: number): void {
    const thread = this.#thread;
    thread.nowNs = time;
    const task = this.#running(id);
    if (task < 0) return;
    thread.pop();
    this.#recognise(task, site);
    const yields = thread.texts.site(site)?.kind === yieldSite;
    const wraps = awaited === foreignThenable;
    this.#wrapsFor = wraps ? task : -1;
    const promise = yields || awaited === untold ? 0 : wraps ? thread.promises.length : awaited;
    const event = thread.block(task, yields ? reasonCode.yield : reasonCode.await, site, promise);
    if (awaited === 0 && !yields) thread.readyBy(thread.tasks.openWait[task]!, event);
  }

  resume(time: number, id: number): void {
    const thread = this.#thread;
    const task = this.#find(id);
    if (task < 0) return;
    const at = thread.stack.find(task);
    if (at >= 0 && thread.stack.frameAt(at).leavingAt < 0) {
      // The mark of a catch or finally that an ordinary throw reached: it never left.
      thread.nowNs = time;
      thread.leaveDownTo(at + 1);
      return;
    }
    thread.beginAtBottom(time, false);
    this.#settling.reaction = 0;
    this.#settling.forget();
    thread.wake(task);
  }

  resumeYield(time: number, id: number): void {
    const thread = this.#thread;
    thread.nowNs = time;
    const task = this.#find(id);
    if (task < 0 || thread.stack.find(task) >= 0) return;
    this.#settling.forget();
    const asker = thread.stack.top;
    const wait = thread.tasks.openWait[task]!;
    if (asker !== undefined) {
      this.#own(task);
      if (wait >= 0) thread.waits.wokenBy[wait] = asker.event;
    }
    if (wait >= 0) thread.waits.readyNs[wait] = time;
    thread.wake(task);
  }

  forAwait(time: number, id: number, site: number): void {
    this.#thread.nowNs = time;
    if (this.#running(id) < 0) return;
    const top = this.#thread.stack.top!;
    top.leavingAt = site;
    top.awaits = [];
  }

  throwing(id: number): void {
    const task = this.#running(id);
    if (task >= 0) this.#thread.setFlag(task, taskFlags.threw);
  }

  returnPromise(id: number, promise: number): void {
    const thread = this.#thread;
    const { promises, tasks } = thread;
    const task = this.#find(id);
    if (task < 0) return;
    if (promise === 0) thread.setFlag(task, taskFlags.followsUntold);
    if (!promises.has(promise)) return;
    const own = tasks.promise[task]!;
    if (own !== promise && tasks.kind[task] === taskCode['async function']) promises.follows[own] = promise;
  }

  exit(time: number, id: number): void {
    const thread = this.#thread;
    const { tasks, promises } = thread;
    thread.nowNs = time;
    const task = this.#running(id);
    if (task < 0) return;
    thread.setFlag(task, taskFlags.exited);
    thread.pop();
    const promise = tasks.promise[task]!;
    if (id === rootId) thread.finish(task, outcomeCode.finished);
    else if (promise === 0 || tasks.kind[task] === taskCode['async generator']) thread.finish(task, thread.outcomeOf(task));
    else if (promises.follows[promise]! > 0) thread.block(task, reasonCode.await, 0, promises.follows[promise]!);
  }
}
