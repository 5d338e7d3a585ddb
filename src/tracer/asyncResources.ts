// The runtime's async resources: the one file that uses node:async_hooks.

import { createHook, executionAsyncResource } from 'node:async_hooks';
import { isPromise } from 'node:util/types';
import { since } from './clock.ts';
import { hiddenProperty } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';
import type { Turns } from './turns.ts';

/** Called inside the hook, before user code: must be quick and must not throw. */
export type ResourceInit = (asyncId: number, type: string, resource: object) => void;

export interface AsyncResources {
  /** `listener` hears of every new resource of these types. */
  onInit(types: readonly string[], listener: ResourceInit): void;
  /** `before` is called at the start of every callback of this resource, after its `asyncBefore` record; it returns nothing and is dropped with {@link unwatch}. */
  watch(asyncId: number, before: () => void): void;
  unwatch(asyncId: number): void;
}

const nothing = (): void => {};

export class RecordedResources implements AsyncResources {
  readonly #recorder: Recorder;
  readonly #turns: Turns;
  /** Resources of the tracer itself. */
  readonly #own = new WeakSet<object>();
  #timeoutId = 0;
  readonly #ownIds = new Set<number>();
  readonly #listeners = new Map<string, ResourceInit[]>();
  readonly #watched = new Map<number, () => void>();
  #depth = 0;
  #includesPromises = false;

  constructor(recorder: Recorder, turns: Turns) {
    this.#recorder = recorder;
    this.#turns = turns;
  }

  install(): void {
    this.#includesPromises = hooksSeePromises();
    const callbacks = {
      trackPromises: false,
      // A throw in here, such as a full stack, would end the program.
      init: (asyncId: number, type: string, trigger: number, resource: object) => {
        try {
          this.#init(asyncId, type, trigger, resource);
        } catch {}
      },
      before: (asyncId: number) => {
        try {
          this.#before(asyncId);
        } catch {}
      },
      after: (asyncId: number) => {
        try {
          this.#after(asyncId);
        } catch {}
      },
    };
    createHook(callbacks).enable();
  }

  /** Makes the tracer's timer unheard of. */
  hide(timeout: object): void {
    this.#own.add(timeout);
    const id: unknown = hiddenProperty(timeout, 'asyncId');
    if (typeof id !== 'number') return;
    this.#timeoutId = id;
    this.#ownIds.add(id);
  }

  onInit(types: readonly string[], listener: ResourceInit): void {
    for (const type of types) this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  watch(asyncId: number, before: () => void): void {
    this.#watched.set(asyncId, before);
  }

  unwatch(asyncId: number): void {
    this.#watched.delete(asyncId);
  }

  #init(asyncId: number, type: string, trigger: number, resource: object): void {
    if (type === 'PROMISE') return;
    // A timer that is used again gets a new id.
    if (type === 'Timeout' && this.#own.has(resource)) {
      this.#ownIds.delete(this.#timeoutId);
      this.#timeoutId = asyncId;
      this.#ownIds.add(asyncId);
      return;
    }
    const recorder = this.#recorder;
    if (recorder.isQuiet) {
      this.#ownIds.add(asyncId);
      return;
    }
    const name = recorder.intern(type);
    recorder.beginCreation().asyncInit(recorder.clock.read(), asyncId, name, trigger);
    const listeners = this.#listeners.get(type);
    if (listeners === undefined) return;
    for (const listener of listeners) listener(asyncId, type, resource);
  }

  #isHidden(asyncId: number): boolean {
    return this.#ownIds.has(asyncId) || (this.#includesPromises && isPromise(executionAsyncResource()));
  }

  #before(asyncId: number): void {
    if (this.#isHidden(asyncId)) return;
    const recorder = this.#recorder;
    const lastSeen = recorder.clock.time;
    const time = recorder.clock.read();
    if (this.#depth++ === 0) {
      this.#turns.begin(lastSeen, time);
      recorder.flushIfOld(time);
      recorder.requestFlush();
    }
    recorder.begin().asyncBefore(time, asyncId);
    if (this.#watched.size !== 0) (this.#watched.get(asyncId) ?? nothing)();
  }

  #after(asyncId: number): void {
    if (this.#isHidden(asyncId)) return;
    const clock = this.#recorder.clock;
    this.#recorder.begin().asyncAfter(clock.read(), asyncId);
    if (this.#depth > 0 && --this.#depth === 0) clock.ran = since.microtasks;
  }
}

/** Whether this Node tells of promises although it was asked not to: older ones ignore the option. */
function hooksSeePromises(): boolean {
  let seen = false;
  const probe = createHook({
    ...{ trackPromises: false },
    init(_asyncId: number, type: string) {
      if (type === 'PROMISE') seen = true;
    },
  });
  probe.enable();
  void Promise.resolve();
  probe.disable();
  return seen;
}
