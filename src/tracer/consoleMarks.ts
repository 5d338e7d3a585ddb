// Console lines and what the program writes to stdout and stderr, as marks: each once.

import { textLimit } from '../model/launch.ts';
import { codeOf, type MarkKind, markKinds } from '../model/vocabulary.ts';
import { type Disguise, guarded, patchMethod } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';

/** One write says at most so many lines: a file poured into stdout is no conversation. */
const linesOfAWrite = 50;

/**
 * The console formats its line and hands it to a method of its own under a symbol; there it is taken, so that neither
 * `console.log` nor a stream's `write` are touched for it. Streams are seen when the program first asks for them:
 * asking for them ourselves would open them.
 */
export function installConsoleMarks(recorder: Recorder, disguise: Disguise): void {
  let consoleDepth = 0;
  const sink = Object.getOwnPropertySymbols(console).find((symbol) => symbol.description === 'kWriteToConsole');
  if (sink !== undefined) {
    patchMethod(console, sink, disguise, (_self, args, proceed) => {
      guarded(() => recorder.mark(codeOf(markKinds, 'console'), String(args[1]).slice(0, textLimit)));
      consoleDepth++;
      try {
        return proceed();
      } finally {
        consoleDepth--;
      }
    });
  }
  for (const name of ['stdout', 'stderr'] as const) {
    const lines = new Lines(recorder, name);
    observeStream(name, disguise, (chunk, encoding) => {
      if (consoleDepth === 0) lines.add(chunk, encoding);
    });
  }
}

/** Cuts what is written into lines; the beginning of one that is not finished is kept. */
class Lines {
  readonly #recorder: Recorder;
  readonly #kind: number;
  #begun = '';

  constructor(recorder: Recorder, kind: MarkKind) {
    this.#recorder = recorder;
    this.#kind = codeOf(markKinds, kind);
  }

  add(chunk: unknown, encoding: unknown): void {
    const text = textOf(chunk, encoding);
    const lines = text.split('\n', linesOfAWrite);
    if (!text.includes('\n')) {
      this.#begun = (this.#begun + text).slice(0, textLimit);
      return;
    }
    const rest = text.slice(text.lastIndexOf('\n') + 1);
    lines[0] = this.#begun + lines[0];
    this.#begun = rest.slice(0, textLimit);
    if (lines.length === text.split('\n', linesOfAWrite + 1).length) lines.pop();
    for (let index = 0; index < lines.length; index++) this.#recorder.mark(this.#kind, lines[index]!.slice(0, textLimit));
  }
}

function textOf(chunk: unknown, encoding: unknown): string {
  if (typeof chunk === 'string') {
    const isText = encoding === undefined || typeof encoding === 'function' || /^utf-?8$/i.test(String(encoding));
    return isText ? chunk : '';
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, 65536)).toString() : '';
}

/** Wraps the accessor by which Node opens the stream at its first use. */
function observeStream(name: 'stdout' | 'stderr', disguise: Disguise, written: (chunk: unknown, encoding: unknown) => void): void {
  const property = Object.getOwnPropertyDescriptor(process, name);
  const open = property?.get;
  if (property === undefined || open === undefined) return;
  let opened: unknown;
  const get = new Proxy(open, {
    apply(target, self, args) {
      const stream: unknown = Reflect.apply(target, self, args);
      if (stream !== opened) {
        opened = stream;
        guarded(() => observeWrites(stream as object, disguise, written));
      }
      return stream;
    },
  });
  disguise(get, open);
  Object.defineProperty(process, name, { ...property, get });
}

function observeWrites(stream: object, disguise: Disguise, written: (chunk: unknown, encoding: unknown) => void): void {
  const write: unknown = Reflect.get(stream, 'write');
  if (typeof write !== 'function') return;
  Object.defineProperty(stream, 'write', { configurable: true, enumerable: false, writable: true, value: write });
  patchMethod(stream, 'write', disguise, (_self, args, proceed) => {
    guarded(() => written(args[0], args[1]));
    return proceed();
  });
}
