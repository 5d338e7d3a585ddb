// The records of the runtime's async resources: timers, immediates, ticks, files, sockets, DNS.

import { outcomeCode, reasonCode, taskCode } from './codes.ts';
import { type ResourceType, resourceType } from './resourceTypes.ts';
import { taskFlags } from './rows/taskRows.ts';
import type { Settling } from './settling.ts';
import type { ThreadTasks } from './threadTasks.ts';

interface Resource {
  readonly type: ResourceType;
  readonly createdNs: number;
  readonly parent: number;
  readonly site: number;
  /** −1 until it is known to be a task. */
  task: number;
  /** How often it was entered again while it ran: all of it is one slice. */
  reentered: number;
}

const unknownType = resourceType('');

export class Resources {
  readonly #thread: ThreadTasks;
  readonly #settling: Settling;
  readonly #resources = new Map<number, Resource>();

  constructor(thread: ThreadTasks, settling: Settling) {
    this.#thread = thread;
    this.#settling = settling;
  }

  init(time: number, asyncId: number, typeName: string, trigger: number, site: number): void {
    const thread = this.#thread;
    thread.nowNs = time;
    const type = resourceType(typeName);
    const running = thread.stack.task;
    const parent = running >= 0 ? running : (this.#resources.get(trigger)?.task ?? -1);
    const resource: Resource = { type, createdNs: time, parent, site, task: -1, reentered: 0 };
    this.#resources.set(asyncId, resource);
    if (type.life === 'handle') return;
    const kind = this.#kindOf(type, site);
    const task = thread.create(kind, thread.groups.groupOf(kind, type.name, site), parent);
    resource.task = task;
    const wait = thread.openWait(task, time, reasonCode.start, site);
    if (type.life === 'queued') thread.readyBy(wait, thread.tasks.createEvent[task]!);
  }

  /** Node calls both sorts of timers `Timeout`: the call tells, else a second run. */
  #kindOf(type: ResourceType, site: number): number {
    const callee = this.#thread.texts.site(site)?.name ?? '';
    return type.kind === 'timer' && callee.endsWith('setInterval') ? taskCode.interval : taskCode[type.kind];
  }

  before(time: number, asyncId: number): void {
    const thread = this.#thread;
    const resource = this.#resources.get(asyncId) ?? this.#unknown(time, asyncId);
    const { type } = resource;
    if (type.nests) thread.nowNs = time;
    else thread.beginAtBottom(time, type.life !== 'queued' || type.kind === 'immediate');
    if (resource.task >= 0 && thread.stack.find(resource.task) >= 0) {
      resource.reentered++;
      return;
    }
    resource.reentered = 0;
    this.#settling.forget();
    this.#settling.reaction = 0;
    if (resource.task < 0) this.#notice(resource);
    else this.#again(resource.task);
    thread.wake(resource.task, thread.tasks.createEvent[resource.task]!);
  }

  #unknown(createdNs: number, asyncId: number): Resource {
    const resource: Resource = { type: unknownType, createdNs, parent: -1, site: 0, task: -1, reentered: 0 };
    this.#resources.set(asyncId, resource);
    return resource;
  }

  /** A handle runs for the first time: now it is a task. */
  #notice(resource: Resource): void {
    const thread = this.#thread;
    const kind = taskCode[resource.type.kind];
    const group = thread.groups.groupOf(kind, resource.type.name, resource.site);
    resource.task = thread.createLate(kind, group, resource.parent, resource.createdNs);
    thread.openWait(resource.task, resource.createdNs, reasonCode.start, resource.site);
  }

  #again(task: number): void {
    const { tasks } = this.#thread;
    if (tasks.settleEvent[task]! < 0) return;
    this.#thread.reopen(task);
    if (tasks.kind[task] === taskCode.timer) tasks.kind[task] = taskCode.interval;
  }

  after(time: number, asyncId: number): void {
    const thread = this.#thread;
    thread.nowNs = time;
    const resource = this.#resources.get(asyncId);
    if (resource === undefined || resource.task < 0) return;
    const at = thread.stack.find(resource.task);
    if (at < 0) return;
    thread.leaveDownTo(at + 1);
    if (resource.reentered > 0) {
      resource.reentered--;
      return;
    }
    thread.pop();
    thread.finish(resource.task, thread.hasFlag(resource.task, taskFlags.cancelled) ? outcomeCode.cancelled : outcomeCode.finished);
    if (resource.type.kind !== 'timer' && resource.type.life !== 'handle') this.#resources.delete(asyncId);
  }

  cancel(time: number, asyncId: number): void {
    const thread = this.#thread;
    const { tasks } = thread;
    thread.nowNs = time;
    const resource = this.#resources.get(asyncId);
    this.#resources.delete(asyncId);
    if (resource === undefined || resource.task < 0) return;
    const { task } = resource;
    const isInterval = tasks.kind[task] === taskCode.interval;
    if (thread.stack.find(task) >= 0) {
      this.#resources.set(asyncId, resource);
      if (isInterval) thread.setFlag(task, taskFlags.cancelled);
      return;
    }
    if (isInterval) thread.reopen(task);
    thread.finish(task, outcomeCode.cancelled);
  }
}
