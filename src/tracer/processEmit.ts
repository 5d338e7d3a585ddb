// process.emit: hears of the exit and of rejections that the program handles itself, without listeners.

type Listener = (argument: unknown) => void;
type Emit = (this: unknown, ...args: unknown[]) => unknown;

interface ProcessInside {
  readonly _exiting?: boolean;
  readonly _events: Record<string, Listener | Listener[] | undefined>;
  _eventsCount: number;
  emit: Emit;
}

const inside = process as unknown as ProcessInside;

/** Whether the thread's `exit` event is being told. */
export function isExiting(): boolean {
  return inside._exiting === true;
}

export interface ProcessEvents {
  /** After all listeners of `exit`. */
  exited(code: unknown): void;
  /** Before the program's own listeners; without any it is an uncaught exception. */
  rejectionUnhandled(reason: unknown): void;
}

/**
 * Node tells these by `process.emit`. A listener would be counted by the program, and a wrapper of `emit` would stand
 * in the stack of all listeners. So `emit` becomes an accessor, one prototype up, that hands out the original. Asked
 * for while the thread is exiting, it first puts a listener behind all others, for this one call. Only a program that
 * listens for unhandled rejections gets a wrapper. What the program assigns to `process.emit` (signal-exit does) is
 * kept and handed out in the same way.
 */
export function installProcessEmit(events: ProcessEvents): void {
  const original = inside.emit;
  let current = original;
  let isExpecting = false;
  Object.defineProperty(Object.getPrototypeOf(process), 'emit', {
    configurable: true,
    enumerable: true, // as the one that it hides
    get: () => {
      if (!isExiting()) return inside._events.unhandledRejection === undefined ? current : tellingRejections(current, events);
      if (isExpecting) return current;
      isExpecting = true;
      if (current !== original) return endingAfter(current, events);
      listenLast('exit', (code) => events.exited(code));
      return current;
    },
    set: (emit: Emit) => {
      current = emit;
    },
  });
}

function tellingRejections(emit: Emit, events: ProcessEvents): Emit {
  return function emitRejection(this: unknown, ...args: unknown[]): unknown {
    if (args[0] === 'unhandledRejection') events.rejectionUnhandled(args[1]);
    return Reflect.apply(emit, this, args);
  };
}

/** What the program put in the place of `emit` may go on when the listeners are done. */
function endingAfter(emit: Emit, events: ProcessEvents): Emit {
  return function emitThenEnd(this: unknown, ...args: unknown[]): unknown {
    try {
      return Reflect.apply(emit, this, args);
    } finally {
      events.exited(args[1]);
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
