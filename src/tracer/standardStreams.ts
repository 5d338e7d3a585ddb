// What is written to process.stdout and process.stderr, where those are no files.

import type { OutputStream } from './outputLines.ts';
import { type Disguise, guarded, takePlaceOf } from './patchMethod.ts';
import { callWithRoom } from './raisedLimit.ts';

/**
 * `written` hears of each chunk before it is written. A stream is observed when the program first asks for it: asking for it
 * ourselves would open it. Files are left to descriptorWrites.ts, since what is written to them goes to the system at once.
 */
export function observeStandardStreams(disguise: Disguise, written: (name: OutputStream, chunk: unknown, encoding: unknown) => void): void {
  const streams: Partial<Record<OutputStream, unknown>> = {};
  const patched = new Set<object>();
  const tell = (self: unknown, args: readonly unknown[]): void => {
    if (self === streams.stdout) written('stdout', args[0], args[1]);
    else if (self === streams.stderr) written('stderr', args[0], args[1]);
  };
  for (const name of ['stdout', 'stderr'] as const) {
    whenOpened(name, disguise, (stream) => {
      if (Reflect.get(stream, '_type') === 'fs') return;
      streams[name] = stream;
      const prototype: object | null = Reflect.getPrototypeOf(stream);
      if (prototype === null || patched.has(prototype)) return;
      patched.add(prototype);
      observeWrites(prototype, disguise, tell);
    });
  }
}

/** Wraps the accessor by which Node opens the stream at its first use. */
function whenOpened(name: OutputStream, disguise: Disguise, act: (stream: object) => void): void {
  const property = Object.getOwnPropertyDescriptor(process, name);
  const open = property?.get;
  if (property === undefined || open === undefined) return;
  let opened: unknown;
  const get = new Proxy(open, {
    apply(target, self, args) {
      const stream: unknown = Reflect.apply(target, self, args);
      if (stream !== opened) {
        opened = stream;
        guarded(() => act(stream as object));
      }
      return stream;
    },
  });
  takePlaceOf(open, get, disguise);
  Object.defineProperty(process, name, { ...property, get });
}

/** What stands between a write and the stream's own: the trap, {@link callWithRoom} and what it calls. */
const ownFrames = 3;

/**
 * Loggers take a stream for tampered with when its `write` is not that of `constructor.prototype`, and write in another way
 * then: so it is replaced there, for all streams of the class. What the class inherits may be replaced later: it is asked for at each call.
 */
function observeWrites(prototype: object, disguise: Disguise, tell: (self: unknown, args: readonly unknown[]) => void): void {
  const property = Reflect.getOwnPropertyDescriptor(prototype, 'write');
  const parent = Reflect.getPrototypeOf(prototype) ?? prototype;
  const original: unknown = Reflect.get(prototype, 'write');
  if (typeof original !== 'function') return;
  const replacement = new Proxy(original, {
    apply(target, self, args) {
      guarded(() => tell(self, args));
      const write = property === undefined ? (Reflect.get(parent, 'write') as typeof target) : target;
      return callWithRoom(ownFrames, true, () => Reflect.apply(write, self, args as never[]));
    },
  });
  if (property === undefined) disguise(replacement, original);
  else takePlaceOf(original, replacement, disguise);
  Reflect.defineProperty(prototype, 'write', { configurable: true, enumerable: true, writable: true, ...property, value: replacement });
}
