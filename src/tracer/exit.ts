// The exit of a thread: the last records are written on every way out that runs JavaScript.

import type { Recorder } from './recorder.ts';
import { patchMethod, type Disguise } from './patchMethod.ts';

type Emit = (this: unknown, ...args: unknown[]) => unknown;

interface ProcessInside {
  _exiting?: boolean;
  reallyExit(code?: number): void;
}

/**
 * Node ends a thread by `process.emit('exit')`, and a listener would be counted by the program. So `emit` becomes an
 * accessor one prototype up that hands out the original, and only while the thread is exiting a function that calls it
 * and then ends the record: no other event of `process` gets a frame of ours under it. What the program assigns to
 * `process.emit` (signal-exit does) is kept and handed out in the same way.
 */
export function installExit(recorder: Recorder, disguise: Disguise): void {
  interceptExitEvent(recorder, disguise);
  patchMethod(process, 'reallyExit', disguise, (_self, args, proceed) => {
    recorder.end(exitCode(args[0]));
    return proceed();
  });
  patchMethod(process, 'abort', disguise, (_self, _args, proceed) => {
    recorder.flush();
    return proceed();
  });
  patchMethod(process, 'kill', disguise, (_self, args, proceed) => {
    // A signal to oneself may be the last thing that happens.
    if (Number(args[0]) === process.pid || Number(args[0]) <= 0) recorder.flush();
    return proceed();
  });
}

function exitCode(given: unknown): number {
  const code = Number(given ?? process.exitCode ?? 0);
  return Number.isInteger(code) ? code : 1;
}

function interceptExitEvent(recorder: Recorder, disguise: Disguise): void {
  const inside = process as unknown as ProcessInside;
  let current = process.emit as unknown as Emit;
  const owner = Object.getPrototypeOf(process) as object;
  const exiting = new Proxy(current, {
    apply(_target, self: unknown, args: unknown[]) {
      try {
        return Reflect.apply(current, self, args);
      } finally {
        if (args[0] === 'exit') recorder.end(exitCode(process.exitCode ?? args[1]));
      }
    },
  });
  disguise(exiting, current);
  Object.defineProperty(owner, 'emit', {
    configurable: true,
    enumerable: false,
    get: () => (inside._exiting === true ? exiting : current),
    set(emit: Emit) {
      current = emit;
    },
  });
}
