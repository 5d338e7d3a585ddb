// Before a thread goes to sleep in Atomics.wait, its records are written out: a pool's worker sleeps until it is terminated.

import { type Disguise, guarded, replaceFunction } from '../patchMethod.ts';
import type { MessageRecorder } from './messageRecorder.ts';

export function flushBeforeSleep(recorder: MessageRecorder, disguise: Disguise): void {
  replaceFunction(Atomics, 'wait', disguise, () => ({
    apply(target, self, args) {
      guarded(() => recorder.flush());
      return Reflect.apply(target, self, args);
    },
  }));
}
