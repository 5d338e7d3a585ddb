// Timers that the program cancels.

import { type Disguise, guarded, hiddenProperty, patchMethod } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

interface TimerInside {
  readonly _destroyed?: boolean;
}

/**
 * The functions are patched: a `destroy` hook would see every cancelled timer, also those of the runtime itself, but
 * costs each tick and each timer that fires, comes a turn late, and for one that fired says the same.
 * @param timeout - any timeout: its prototype has methods that cancel too
 */
export function installTimerCancels(recorder: Recorder, timeout: object, disguise: Disguise): void {
  const record = (timer: unknown): void =>
    guarded(() => {
      const id = asyncIdOf(timer);
      if (id > 0) recorder.begin().asyncCancel(recorder.now(), id);
    });
  const timers = process.getBuiltinModule('node:timers');
  for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate'] as const) {
    const isShared = timers[name] === globalThis[name];
    const replacement = patchMethod(timers, name, disguise, (_self, args, proceed) => {
      record(args[0]);
      return proceed();
    });
    if (isShared) Object.defineProperty(globalThis, name, { value: replacement });
  }
  for (const name of ['close', Symbol.dispose]) {
    patchMethod(Object.getPrototypeOf(timeout) as object, name, disguise, (self, _args, proceed) => {
      record(self);
      return proceed();
    });
  }
}

/** The async id of a timer that can still fire; 0 for what is none. A number that stands for a timer is its async id. */
function asyncIdOf(timer: unknown): number {
  if (typeof timer === 'number' || typeof timer === 'string') return Number(timer) || 0;
  if (typeof timer !== 'object' || timer === null || (timer as TimerInside)._destroyed === true) return 0;
  const id = hiddenProperty(timer, 'asyncId');
  return typeof id === 'number' ? id : 0;
}
