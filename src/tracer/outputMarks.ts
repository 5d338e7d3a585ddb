// Console lines and what the program writes to stdout and stderr, as marks: each once.

import { textLimit } from '../model/launch.ts';
import { codeOf, markKinds } from '../model/vocabulary.ts';
import { observeDescriptors } from './descriptorWrites.ts';
import { OutputLines, type OutputStream } from './outputLines.ts';
import { type Disguise, guarded, patchMethod } from './patchMethod.ts';
import type { Recorder } from './recorder.ts';
import { observeStandardStreams } from './standardStreams.ts';

/**
 * The console formats its line and hands it to a method of its own under a symbol; there it is taken, so that
 * `console.log` is not touched for it. What else is written is seen at the streams, or where it goes to their descriptors.
 */
export function installOutputMarks(recorder: Recorder, disguise: Disguise): void {
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
  const lines = { stdout: new OutputLines(recorder, 'stdout'), stderr: new OutputLines(recorder, 'stderr') };
  const written = (name: OutputStream, chunk: unknown, encoding?: unknown): void => {
    if (consoleDepth === 0) lines[name].add(chunk, encoding);
  };
  observeStandardStreams(disguise, written);
  observeDescriptors(disguise, written);
}
