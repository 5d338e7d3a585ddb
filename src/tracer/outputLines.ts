// What the program writes to stdout or stderr, cut into lines: each becomes a mark.

import { textLimit } from '../model/launch.ts';
import { codeOf, markKinds } from '../model/vocabulary.ts';
import type { Recorder } from './recorder.ts';

/** One write says at most so many lines: a file poured into stdout is no conversation. */
const linesOfAWrite = 50;
const bytesOfAWrite = 65_536;

/** The streams that a program writes to, by their names in `process` and among the kinds of marks. */
export type OutputStream = 'stdout' | 'stderr';

/** The beginning of a line that is not finished is kept. */
export class OutputLines {
  readonly #recorder: Recorder;
  readonly #kind: number;
  #begun = '';

  constructor(recorder: Recorder, kind: OutputStream) {
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
    const isText = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding);
    return isText ? chunk : '';
  }
  return ArrayBuffer.isView(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.byteLength, bytesOfAWrite)).toString() : '';
}
