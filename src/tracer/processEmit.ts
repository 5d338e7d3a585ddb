// process.emit: hears of the exit and of rejections that the program handles itself, without listeners.

import { util } from './nodeUtil.ts';

type Emit = (this: unknown, ...args: unknown[]) => unknown;

interface ProcessInside {
  readonly _exiting?: boolean;
  readonly _events: Readonly<Record<string, unknown>>;
  emit: Emit;
}

const inside = process as unknown as ProcessInside;
// As it is before the program, or we, put something else in its place.
const { getCallSites } = util;

/** Whether the thread's `exit` event is being told. */
export function isExiting(): boolean {
  return inside._exiting === true;
}

export interface ProcessEvents {
  /** Whether {@link ProcessEvents.idle} is of interest. */
  wantsIdle(): boolean;
  /** The event loop is empty, and nobody was told before the exit who could fill it again. */
  idle(): void;
  /** After all listeners of `exit`, when nothing of the program runs any more; not after `process.exit`. */
  exited(code: unknown): void;
  /** Before the program's own listeners; without any it is an uncaught exception. */
  rejectionUnhandled(reason: unknown): void;
}

/**
 * Node tells these by `process.emit`. A listener would be counted by the program. So `emit` becomes an accessor, one
 * prototype up, that hands out what the program can know: the original, or what it has assigned (signal-exit does).
 * Only to C++, which asks for it once the event loop is empty, it gives a wrapper: nothing is below that in the
 * stack. A program that listens for unhandled rejections gets a wrapper too.
 */
export function installProcessEmit(events: ProcessEvents): void {
  let current = inside.emit;
  Object.defineProperty(Object.getPrototypeOf(process), 'emit', {
    configurable: true,
    enumerable: true, // as the one that it hides
    get: () => {
      if (isExiting()) return isNativeAsking() ? endingAfter(current, events) : current;
      if (events.wantsIdle() && isNativeAsking()) return tellingIdle(current, events);
      return inside._events.unhandledRejection === undefined ? current : tellingRejections(current, events);
    },
    set: (emit: Emit) => {
      current = emit;
    },
  });
}

/** The stack is this function and the accessor. */
function isNativeAsking(): boolean {
  return getCallSites(3).length === 2;
}

function tellingRejections(emit: Emit, events: ProcessEvents): Emit {
  return function emitRejection(this: unknown, ...args: unknown[]): unknown {
    if (args[0] === 'unhandledRejection') events.rejectionUnhandled(args[1]);
    return Reflect.apply(emit, this, args);
  };
}

function tellingIdle(emit: Emit, events: ProcessEvents): Emit {
  return function emitThenIdle(this: unknown, ...args: unknown[]): unknown {
    const isHeard = inside._events.beforeExit !== undefined;
    const result: unknown = Reflect.apply(emit, this, args);
    if (args[0] === 'beforeExit' && !isHeard) events.idle();
    return result;
  };
}

function endingAfter(emit: Emit, events: ProcessEvents): Emit {
  return function emitThenEnd(this: unknown, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(emit, this, args);
    // What a listener throws is an uncaught exception, which ends the thread otherwise.
    if (args[0] === 'exit') events.exited(args[1]);
    return result;
  };
}
