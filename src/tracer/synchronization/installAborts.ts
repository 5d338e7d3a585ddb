// AbortController and AbortSignal.timeout: who aborts, and what runs because of it.

import type { AsyncResources } from '../asyncResources.ts';
import { util } from '../nodeUtil.ts';
import { type Disguise, guarded, patchMethod, replaceFunction } from '../patchMethod.ts';
import { callWithRoom } from '../raisedLimit.ts';
import type { Recorder } from '../recorder.ts';

// Taken now: the program may replace it later, and we do.
const { getCallSites } = util;
/** Our own functions below the call, and the one that calls. */
const callDepth = 10;

/** What stands below the listeners: the call, and what makes the room for it. */
const ownFrames = 3;

type Getter<Value> = (this: unknown) => Value;

/** An abort that comes too late to change anything is none. */
export function installAborts(recorder: Recorder, resources: AsyncResources, disguise: Disguise): void {
  const signalOf = getterOf<AbortSignal>(AbortController.prototype, 'signal');
  const isAborted = getterOf<boolean>(AbortSignal.prototype, 'aborted');
  const begin = (controller: unknown): boolean => {
    if (Reflect.apply(isAborted, Reflect.apply(signalOf, controller, []), []) || isNodesOwn()) return false;
    recorder.begin().abort(recorder.now());
    return true;
  };
  replaceFunction(AbortController.prototype, 'abort', disguise, () => ({
    apply(target, controller, args) {
      let isOpen = false;
      guarded(() => {
        isOpen = begin(controller);
      });
      try {
        return callWithRoom(ownFrames, true, () => Reflect.apply(target, controller, args));
      } finally {
        if (isOpen) guarded(() => recorder.begin().abortEnd(recorder.now()));
      }
    },
  }));
  patchMethod(AbortSignal, 'timeout', disguise, (_self, _args, proceed) => {
    const before = resources.lastAsyncId;
    const signal = proceed();
    // What it has made is its timer.
    guarded(() => {
      if (resources.lastAsyncId !== before) recorder.begin().asyncAborts(resources.lastAsyncId);
    });
    return signal;
  });
}

function getterOf<Value>(owner: object, name: string): Getter<Value> {
  return Object.getOwnPropertyDescriptor(owner, name)!.get as Getter<Value>;
}

/** `fetch` and web streams pass on an abort by controllers of their own. */
function isNodesOwn(): boolean {
  const sites = getCallSites(callDepth);
  const caller = sites.find(({ scriptName }) => scriptName !== sites[0]?.scriptName);
  return caller !== undefined && /^node:internal\/(?:deps|webstreams)\//.test(caller.scriptName);
}
