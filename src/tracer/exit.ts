// The exit of a thread: the last records are written on every way out that runs JavaScript.

import { type Disguise, patchMethod } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

type Listener = (code: unknown) => void;
type Emit = (this: unknown, ...args: unknown[]) => unknown;

interface ProcessInside {
  readonly _exiting?: boolean;
  readonly _events: Record<string, Listener | Listener[] | undefined>;
  _eventsCount: number;
  emit: unknown;
}

const inside = process as unknown as ProcessInside;

/** What Node exits with when a listener of `exit` throws. */
const failedInExitListener = 7;

export function installExit(recorder: Recorder, disguise: Disguise): void {
  interceptExitEvent(recorder);
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

/** An exception that nobody caught is on its way: all may end with it. */
export function prepareForFatalException(recorder: Recorder): void {
  if (inside._exiting === true) recorder.end(failedInExitListener);
  else recorder.flush();
}

function exitCode(given: unknown): number {
  const code = Number(given ?? process.exitCode ?? 0);
  return Number.isInteger(code) ? code : 1;
}

/**
 * Node ends a thread by `process.emit('exit')`. A listener would be counted by the program, and a wrapper of `emit`
 * would stand in the stack of all its listeners. So `emit` becomes an accessor, one prototype up, that hands out the
 * original; asked for while the thread is exiting, it first puts a listener behind all others, for this one call.
 * What the program assigns to `process.emit` (signal-exit does) is kept and handed out in the same way.
 */
function interceptExitEvent(recorder: Recorder): void {
  const original = inside.emit;
  let current = original;
  let isExpecting = false;
  const end = (code: unknown): void => recorder.end(exitCode(process.exitCode ?? code));
  Object.defineProperty(Object.getPrototypeOf(process), 'emit', {
    configurable: true,
    enumerable: true, // as the one that it hides
    get: () => {
      if (inside._exiting !== true || isExpecting) return current;
      isExpecting = true;
      if (current !== original) return endingAfter(current as Emit, end);
      listenLast('exit', end);
      return current;
    },
    set: (emit: unknown) => {
      current = emit;
    },
  });
}

/** What the program put in the place of `emit` may go on when the listeners are done. */
function endingAfter(emit: Emit, end: Listener): Emit {
  return function emitThenEnd(this: unknown, ...args: unknown[]): unknown {
    try {
      return Reflect.apply(emit, this, args);
    } finally {
      end(args[1]);
    }
  };
}

/** Without the call of `process.on`, which the program may watch by `newListener`. */
function listenLast(event: string, action: Listener): void {
  const listeners = inside._events[event];
  const listener: Listener = (argument) => {
    forget(event, listener);
    action(argument);
  };
  if (listeners === undefined) {
    inside._events[event] = listener;
    inside._eventsCount++;
  } else {
    inside._events[event] = typeof listeners === 'function' ? [listeners, listener] : [...listeners, listener];
  }
}

function forget(event: string, listener: Listener): void {
  const listeners = inside._events[event];
  if (listeners === listener) {
    delete inside._events[event];
    inside._eventsCount--;
  } else if (typeof listeners === 'object') {
    inside._events[event] = listeners.filter((other) => other !== listener);
  }
}
