// The exit of a thread: the last records are written on every way out that runs JavaScript.

import { answerReader } from './answerReader.ts';
import { type Disguise, guarded, patchMethod } from './patchMethod.ts';
import { isExiting } from './processEmit.ts';
import type { Recorder } from './recorder.ts';
import { isStartedWith } from './startOptions.ts';

/** Whose `process.exit` calls `process.reallyExit`. */
const nodesExit = 'node:internal/process/per_thread';

/** What Node exits with when a listener of `exit` throws. */
const failedInExitListener = 7;

export function installExit(recorder: Recorder, disguise: Disguise): void {
  const { reallyExit } = process as unknown as { readonly reallyExit: unknown };
  const patched = patchMethod(process, 'reallyExit', disguise, (_self, args, proceed) => {
    endRecord(recorder, args[0]);
    return proceed();
  });
  if (isStartedWith('--trace-exit')) {
    // It prints the stack from C++, which no frame of ours may be in: Node's own exit gets the original.
    answerReader('reallyExit', patched, (current, readerOf) => {
      if (current !== patched || readerOf() !== nodesExit) return current;
      guarded(() => endRecord(recorder, undefined));
      return reallyExit;
    });
  }
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

/** Ends the record of a thread that was given this exit code, or none. */
export function endRecord(recorder: Recorder, given: unknown): void {
  const code = Number(given ?? process.exitCode ?? 0);
  recorder.end(Number.isInteger(code) ? code : 1);
}

/** An exception that nobody caught is on its way: all may end with it. */
export function prepareForFatalException(recorder: Recorder): void {
  if (isExiting()) recorder.end(failedInExitListener);
  else recorder.flush();
}
