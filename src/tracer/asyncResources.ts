// The runtime's async resources: the one file that uses node:async_hooks.

import { createHook, executionAsyncResource } from 'node:async_hooks';
import type { LaunchContract } from '../model/launch.ts';
import { since } from './clock.ts';
import { util } from './nodeUtil.ts';
import { hiddenProperty } from './patchMethod.ts';
import { PendingTicks } from './pendingTicks.ts';
import type { Recorder } from './recorder.ts';
import type { Turns } from './turns.ts';

const { types } = util;

/** Called inside the hook, before user code: must be quick and must not throw. */
export type ResourceInit = (asyncId: number, type: string, resource: object, trigger: number) => void;

export type BeforeCallback = (timeNs: number) => void;

export interface AsyncResources {
  /** Of the newest resource that is not the tracer's own. */
  readonly lastAsyncId: number;
  /** The resource whose callback runs. */
  current(): object;
  /** `listener` hears of every new resource of these types. */
  onInit(types: readonly string[], listener: ResourceInit): void;
  /** `before` is called at the start of every callback of this resource, with the time of its `asyncBefore` record, and is dropped with {@link unwatch}. */
  watch(asyncId: number, before: BeforeCallback): void;
  unwatch(asyncId: number): void;
}

interface ResourceType {
  /** The id of its name in this segment. */
  readonly name: number;
  readonly listeners: readonly ResourceInit[];
}

export class RecordedResources implements AsyncResources {
  readonly #recorder: Recorder;
  readonly #turns: Turns;
  readonly #types = new Map<string, ResourceType>();
  /** At the full level those whose making is recorded, at the light level those of which nothing is. */
  readonly #ticks = new PendingTicks();
  readonly #isLight: boolean;
  /** At the light level ticks that no call in the person's source asked for have no records: each HTTP request makes seven. */
  #skipsTicks = false;
  /** The tick without records that runs, 0 when none. */
  #skippedTick = 0;
  lastAsyncId = 0;
  readonly #listeners = new Map<string, ResourceInit[]>();
  readonly #watched = new Map<number, BeforeCallback>();
  /** What was made by quiet work of ours. */
  readonly #quietIds = new Set<number>();
  /** The tracer's own timer, and its id: a new one each time that it is used again. */
  #timer: object | undefined;
  #timerId = 0;
  #depth = 0;
  #includesPromises = false;
  /** What stands in hooks of the program in the place of its callbacks. */
  readonly #filtering = new WeakSet<object>();

  constructor(recorder: Recorder, turns: Turns, level: LaunchContract['level']) {
    this.#recorder = recorder;
    this.#turns = turns;
    this.#isLight = level === 'light';
  }

  install(): void {
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
    const hook = createHook(callbacks);
    this.#includesPromises = hiddenProperty(hook, 'kNoPromiseHook') !== true;
    if (this.#includesPromises) withoutPromiseTracking(() => hook.enable());
    else hook.enable();
  }

  /** A hook of the program's own: it does not hear of the tracer's timer. */
  hideFrom(hook: object): void {
    for (const name of ['before', 'after']) {
      const symbol = Object.getOwnPropertySymbols(hook).find(({ description }) => description === name);
      const callback: unknown = symbol === undefined ? undefined : Reflect.get(hook, symbol);
      if (symbol === undefined || typeof callback !== 'function' || this.#filtering.has(callback)) continue;
      const filtering = (...args: readonly unknown[]): void => {
        if (args[0] !== this.#timerId) Reflect.apply(callback, hook, args);
      };
      this.#filtering.add(filtering);
      Reflect.set(hook, symbol, filtering);
    }
  }

  /** Makes the tracer's timer unheard of. */
  hide(timer: object): void {
    this.#timer = timer;
    const id: unknown = hiddenProperty(timer, 'asyncId');
    if (typeof id === 'number') this.#timerId = id;
  }

  current(): object {
    return executionAsyncResource();
  }

  /** To be called before {@link install}. */
  onInit(types: readonly string[], listener: ResourceInit): void {
    for (const type of types) this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  watch(asyncId: number, before: BeforeCallback): void {
    this.#watched.set(asyncId, before);
  }

  unwatch(asyncId: number): void {
    this.#watched.delete(asyncId);
  }

  #init(asyncId: number, type: string, trigger: number, resource: object): void {
    if (type === 'PROMISE') {
      this.lastAsyncId = asyncId;
      return;
    }
    if (resource === this.#timer) {
      this.#timerId = asyncId;
      return;
    }
    const recorder = this.#recorder;
    if (recorder.isQuiet) {
      this.#quietIds.add(asyncId);
      return;
    }
    this.lastAsyncId = asyncId;
    const isTick = type === 'TickObject';
    if (isTick && this.#skipsTicks && recorder.creationSite === 0 && this.#ticks.add(asyncId)) return;
    const { name, listeners } = this.#types.get(type) ?? this.#learn(type);
    const { clock } = recorder;
    clock.read();
    recorder.beginCreation().at(clock).asyncInitNow(asyncId, name, trigger);
    if (isTick && !this.#isLight) this.#ticks.add(asyncId);
    // No iterator: the program may have replaced what they share.
    for (let i = 0; i < listeners.length; i++) listeners[i](asyncId, type, resource, trigger);
  }

  #learn(type: string): ResourceType {
    const learned = { name: this.#recorder.intern(type), listeners: this.#listeners.get(type) ?? [] };
    this.#types.set(type, learned);
    return learned;
  }

  #isHidden(asyncId: number): boolean {
    if (asyncId === this.#timerId) return true;
    if (this.#quietIds.size !== 0 && this.#quietIds.has(asyncId)) return true;
    return this.#includesPromises && types.isPromise(executionAsyncResource());
  }

  #before(asyncId: number): void {
    if (this.#isHidden(asyncId)) return;
    const recorder = this.#recorder;
    const clock = recorder.clock;
    const lastSeen = clock.time;
    const isKnownTick = this.#ticks.take(asyncId);
    if (isKnownTick && this.#isLight) {
      this.#skippedTick = asyncId;
      clock.ran = since.program;
      return;
    }
    // A tick that was queued before the last callback ended: the event loop has not slept in between.
    let time = isKnownTick ? clock.now(since.microtasks) : clock.read();
    clock.ran = since.program;
    // Only now: a tick may be the first to run when top-level code has ended, and its record the one that says so.
    this.#skipsTicks = this.#isLight;
    if (this.#depth++ === 0) {
      this.#turns.begin(lastSeen, time);
      recorder.turn(time);
      recorder.requestFlush();
      // These take a tenth of a millisecond now and then.
      if (!isKnownTick) time = clock.read();
    }
    recorder.begin().at(clock).asyncBeforeNow(asyncId);
    if (this.#watched.size !== 0) this.#watched.get(asyncId)?.(time);
  }

  #after(asyncId: number): void {
    if (this.#isHidden(asyncId)) return;
    if (asyncId === this.#skippedTick) {
      this.#skippedTick = 0;
      return;
    }
    const clock = this.#recorder.clock;
    clock.read();
    this.#recorder.begin().at(clock).asyncAfterNow(asyncId);
    if (this.#depth > 0 && --this.#depth === 0) clock.ran = since.microtasks;
  }
}

/**
 * Older Nodes don't know `trackPromises`, and follow every promise as soon as a hook is enabled: each takes an async id, and
 * the program sees them where it awaits. They do that by the promise hooks that they give away; a hook of the program's
 * own has its promises followed all the same.
 */
function withoutPromiseTracking(enable: () => void): void {
  // Loaded only here: the light level does without the module elsewhere.
  const { promiseHooks } = process.getBuiltinModule('node:v8');
  const { createHook: follow } = promiseHooks;
  promiseHooks.createHook = () => () => {};
  try {
    enable();
  } finally {
    promiseHooks.createHook = follow;
  }
}
