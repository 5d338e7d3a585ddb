// Uncaught exceptions, unhandled rejections and signals, as marks; and the exit, which some of them lead to.

import { constants } from 'node:os';
import { codeOf, type MarkKind, markKinds } from '../model/vocabulary.ts';
import type { AsyncResources } from './asyncResources.ts';
import { endRecord, prepareForFatalException } from './exit.ts';
import { type Disguise, guarded, patchMethod } from './patchMethod.ts';
import { installProcessEmit, type ProcessEvents } from './processEmit.ts';
import type { Recorder } from './recorder.ts';
import { endWithoutFatalException } from './withoutFatalException.ts';

/** The longest description of an error that goes into a mark. */
const longestText = 500;

/** What else has to be done at some ends. */
export type ThreadEnd = Pick<ProcessEvents, 'wantsIdle' | 'idle' | 'rejectionUnhandled'>;

/**
 * Node's C++ calls `process._fatalException` by name for every exception that nobody caught, and for a rejection that
 * nobody handled when it is fatal. Listeners would be counted by the program, and some of them change what is fatal.
 */
export function installFailureMarks(recorder: Recorder, resources: AsyncResources, disguise: Disguise, end: ThreadEnd): void {
  patchMethod(process, '_fatalException', disguise, (_self, args, proceed) => {
    guarded(() => say(recorder, args[1] === true ? 'unhandledRejection' : 'uncaughtException', describe(args[0])));
    prepareForFatalException(recorder);
    const isHandled = proceed();
    // Its exit listeners have been called, and nothing of the program runs any more.
    if (isHandled === false) endRecord(recorder, process.exitCode);
    return isHandled;
  });
  endWithoutFatalException(recorder);
  installProcessEmit({
    ...end,
    exited: (code) => endRecord(recorder, process.exitCode ?? code),
    rejectionUnhandled: (reason) => {
      guarded(() => say(recorder, 'unhandledRejection', describe(reason)));
      guarded(() => end.rejectionUnhandled(reason));
    },
  });
  installSignalMarks(recorder, resources, disguise);
}

function say(recorder: Recorder, kind: MarkKind, text: string): void {
  recorder.mark(codeOf(markKinds, kind), text);
}

/** The handle of a signal is told its number by `start`, right after it was made. */
function installSignalMarks(recorder: Recorder, resources: AsyncResources, disguise: Disguise): void {
  let patched = false;
  const names = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));
  const ids = new WeakMap<object, number>();
  resources.onInit(['SIGNALWRAP'], (asyncId, _type, handle) => {
    ids.set(handle, asyncId);
    if (patched) return;
    patched = true;
    patchMethod(Object.getPrototypeOf(handle) as object, 'start', disguise, (self, args, proceed) => {
      const id = ids.get(self as object);
      const name = names.get(Number(args[0])) ?? String(args[0]);
      if (id !== undefined) resources.watch(id, () => say(recorder, 'signal', name));
      return proceed();
    });
  });
}

/** Reads only what an error of the engine has of its own: the program's getters are not run. */
function describe(reason: unknown): string {
  if (typeof reason !== 'object' && typeof reason !== 'function') return String(reason).slice(0, longestText);
  if (reason === null) return 'null';
  const message: unknown = Object.getOwnPropertyDescriptor(reason, 'message')?.value;
  const name: unknown = reason instanceof Error ? Object.getOwnPropertyDescriptor(reason.constructor, 'name')?.value : 'object';
  return `${String(name)}: ${typeof message === 'string' ? message : ''}`.slice(0, longestText);
}
