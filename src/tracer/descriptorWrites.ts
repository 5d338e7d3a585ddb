// What is written to the descriptors of stdout and stderr: by the streams of files, and by loggers that do without streams.

import { type Observer, observeCalls } from './observedCalls.ts';
import type { OutputStream } from './outputLines.ts';
import type { Disguise } from './patchMethod.ts';
import { silentBinding } from './silentBinding.ts';

/** Hears of what has been written, or is on its way to be. */
type Written = (name: OutputStream, chunk: unknown, encoding?: unknown) => void;

/** No iterators: the program may have replaced what arrays share. */
export function observeDescriptors(disguise: Disguise, written: Written): void {
  const binding = silentBinding('fs');
  const observe = (name: string, observer: Observer): void => observeCalls(binding, name, disguise, observer, isStandard);
  // descriptor, bytes, offset, length, position, request
  observe('writeBuffer', (_self, args) =>
    telling(args[0], args[5], (stream, bytes) => {
      written(stream, part(args[1], Number(args[2]), Math.min(Number(args[3]), bytes)));
    }),
  );
  // descriptor, chunks, position, request
  observe('writeBuffers', (_self, args) =>
    telling(args[0], args[3], (stream, bytes) => {
      const chunks = args[1] as readonly Uint8Array[];
      for (let index = 0, left = bytes; index < chunks.length && left > 0; index++) {
        const { byteLength } = chunks[index]!;
        written(stream, part(chunks[index], 0, Math.min(byteLength, left)));
        left -= byteLength;
      }
    }),
  );
  // descriptor, text, position, encoding, request
  observe('writeString', (_self, args) =>
    telling(args[0], args[4], (stream, bytes) => {
      const all = Buffer.from(args[1] as string, args[3] as BufferEncoding);
      written(stream, part(all, 0, Math.min(all.byteLength, bytes)));
    }),
  );
  // descriptor or path, text, flags, mode: all of it, or it throws
  observe('writeFileUtf8', (_self, args) => telling(args[0], undefined, (stream) => written(stream, args[1])));
}

function isStandard(args: readonly unknown[]): boolean {
  return args[0] === 1 || args[0] === 2;
}

/** What is to be done with the result of a write: `tell` hears of its bytes, or of an infinite number when a request was made. */
function telling(descriptor: unknown, request: unknown, tell: (stream: OutputStream, bytes: number) => void): (result: unknown) => void {
  const stream = descriptor === 1 ? 'stdout' : 'stderr';
  // What is asked for as a request is taken to be written as a whole: it has to be told now, while its bytes are there.
  return (result) => tell(stream, request === undefined && typeof result === 'number' ? result : Number.POSITIVE_INFINITY);
}

function part(chunk: unknown, offset: number, length: number): Uint8Array {
  const { buffer, byteOffset } = chunk as Uint8Array;
  return new Uint8Array(buffer, byteOffset + offset, length);
}
